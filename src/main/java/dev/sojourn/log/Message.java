package dev.sojourn.log;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Everything that Sojourn tells the log. The number of a message never changes and is never given to another one; its words may change. The
 * first two digits are the part that speaks.
 */
public enum Message {
    // start and background: dev.sojourn.cdi
    SERVES(101, Level.INFO, "Sojourn serves application {0} from storage {1}"),
    ACCOUNTS(102, Level.DEBUG, "accounts of sojourn.users: {0}"),
    STORAGE_NOT_YET(
            103,
            Level.WARNING,
            "the storage {0} does not serve yet ({1}); requests that need a session are answered 503 until it does"),
    STORAGE_NOT_YET_WHY(104, Level.DEBUG, "why the storage does not serve"),
    FALLBACK_USED(
            105,
            Level.ERROR,
            "SESSIONS ARE NOT KEPT WHERE THEY SHOULD BE: the storage {0} cannot be had ({1}), so the fallback {2} is used until the"
                    + " application is started again"),
    FALLBACK_USED_WHY(106, Level.DEBUG, "why the fallback is used"),
    NOT_WARM(107, Level.DEBUG, "the storage is not warm yet"),
    CLEANED_UP(108, Level.DEBUG, "cleanup ended {0} sessions and forgot {1} entries of the history"),
    CLEANUP_FAILED(109, Level.WARNING, "cleanup failed and will be tried again: {0}"),
    CLEANUP_FAILED_WHY(110, Level.DEBUG, "why the cleanup failed"),
    CLEANUP_BROKEN(111, Level.ERROR, "cleanup failed and will be tried again"),
    OBSERVER_FAILED(112, Level.WARNING, "an observer of session events failed"),
    OBSERVERS_NOT_TOLD(113, Level.DEBUG, "asynchronous observers are not told: the application stops"),

    // configuration: dev.sojourn.config
    CONFIGURED_ODDLY(201, Level.WARNING, "{0}"),

    // rules: dev.sojourn.engine
    SESSION_REFUSED(301, Level.DEBUG, "no session ({0}) for a token with the key {1}: {2}"),
    SESSION_UNREADABLE(302, Level.WARNING, "dropped a session whose record cannot be read: {0}"),
    INDEX_UNREADABLE(303, Level.WARNING, "dropped an index of sessions that cannot be read: {0}"),
    EXPIRY_NOT_WRITTEN(304, Level.DEBUG, "the expiry of a session could not be written"),
    TOUCH_NOT_WRITTEN(305, Level.DEBUG, "a touch could not be written"),
    ENTRY_NOT_PUT_BACK(306, Level.DEBUG, "a lost entry of an index could not be put back"),
    ENTRY_STAYS(307, Level.DEBUG, "the entry of an ended session stays until the next login"),
    ATTEMPT_NOT_COUNTED(308, Level.WARNING, "a login attempt is not counted: {0}"),
    OUTCOME_NOT_COUNTED(309, Level.DEBUG, "the outcome of a login could not be counted"),
    BLOCK_NOT_LISTED(310, Level.DEBUG, "a blocked login could not be listed"),
    DEVICE_NOT_RECOGNISED(311, Level.DEBUG, "a device cannot be recognised"),
    DEVICE_NOT_REMEMBERED(312, Level.DEBUG, "a device is not remembered"),
    AUDIT_NOT_KEPT(
            313,
            Level.WARNING,
            "not in the audit, because the storage does not answer: {0} by {1}, session {2}, principal {3}, namespace {4}, address {5}, at {6}"),
    AUDIT_NOT_KEPT_WHY(314, Level.DEBUG, "why an action is not in the audit"),

    // filter: dev.sojourn.web
    NO_REQUEST_FOR_DEVICE(401, Level.DEBUG, "cookies are written outside of a request: no device is remembered"),
    FORGED(402, Level.DEBUG, "refused an unsafe request without proof of its origin ({0}), session {1}"),
    NO_ADMINISTRATOR(
            403,
            Level.DEBUG,
            "refused administration to session {0}: it has no role sojourn-admin in this application"),

    // API: dev.sojourn.rest
    CALL_FAILED(501, Level.ERROR, "a call of the API failed"),
    HEARTBEAT_FAILED(502, Level.ERROR, "a heartbeat of the streams of events failed"),
    STREAM_BROKE(503, Level.DEBUG, "a stream of events broke"),
    STREAM_ENDS(504, Level.DEBUG, "a stream of events ends: the application stops"),

    // accounts: dev.sojourn.security
    TIME_TELLS_HASH(
            601,
            Level.WARNING,
            "the time of a login tells that the account {0} exists: its password is hashed in another way ({1}) than the most expensive"
                    + " one ({2})"),
    NO_PASSWORD(602, Level.WARNING, "nobody can sign in as {0}: sojourn.users.{0}.password is not set"),
    PASSWORD_GENERATED(
            603, Level.INFO, "\n\n    Sign in as {0} with the password {1} (valid until this server stops)\n"),
    LOGIN_BLOCKED(
            604, Level.DEBUG, "refused a login unseen: too many failures of this {0}, to be tried again in {1} s"),
    LOGIN_FAILED(605, Level.DEBUG, "refused a login: {0}"),

    // sessions in cookies: dev.sojourn.cookie
    END_UNREADABLE(701, Level.WARNING, "a session is refused, because what ended cannot be read: {0}"),
    TOUCH_TOO_LARGE(702, Level.DEBUG, "a touch does not fit into the cookie"),
    NOT_RENEWED(703, Level.DEBUG, "a session could not be renewed"),

    // live events: dev.sojourn.feed
    HISTORY_AWAY(801, Level.DEBUG, "the history cannot be followed for now"),
    HISTORY_NOT_FOLLOWED(802, Level.ERROR, "the history was not followed; the next time comes"),
    OTHERS_NOT_SEEN(803, Level.WARNING, "events of other nodes are not seen for now: {0}"),
    OTHERS_STILL_NOT_SEEN(804, Level.DEBUG, "events of other nodes are still not seen"),
    LISTENING_FAILED(805, Level.ERROR, "listening to other nodes failed; it begins anew"),
    OTHERS_NOT_TOLD(806, Level.WARNING, "events are not told to other nodes for now: {0}"),
    OTHERS_STILL_NOT_TOLD(807, Level.DEBUG, "events are still not told to other nodes"),
    TELLING_FAILED(808, Level.ERROR, "telling events to other nodes failed"),
    TELLING_STOPS(809, Level.DEBUG, "events are not told to other nodes: the application stops"),
    MESSAGE_LEFT_OUT(810, Level.DEBUG, "left out a message of another node"),

    // every storage over a network: dev.sojourn.store.guard
    STORAGE_FAILS(1001, Level.WARNING, "the storage {0} fails: {1}"),
    STORAGE_BACK(1002, Level.INFO, "the storage {0} serves again"),

    // dev.sojourn.store.jcache
    JCACHE_RECORD_DROPPED(1101, Level.WARNING, "dropped the record {0}: {1}"),
    JCACHE_CACHE_MADE(
            1102,
            Level.WARNING,
            "there is no cache named {0}; one is made as {1} makes them by default, which may be for this node only"),

    // dev.sojourn.store.redis
    REDIS_RECORD_DROPPED(1201, Level.WARNING, "dropped the record {0}: {1}"),
    REDIS_COPY_PUT_ASIDE(1202, Level.WARNING, "a copy in the outbox cannot be read, and is put aside: {0}"),
    REDIS_CHANGES_OF_LATER(
            1203,
            Level.WARNING,
            "the outbox has changes of a kind that this release does not know; what the history tells of them waits for a node of a"
                    + " later release"),

    // dev.sojourn.store.memcached
    MEMCACHED_RECORD_DROPPED(1301, Level.WARNING, "dropped the record {0}: {1}"),
    MEMCACHED_SERVER_FAILS(1302, Level.WARNING, "{0}"),
    MEMCACHED_SERVER_BACK(1303, Level.INFO, "{0} is back"),
    MEMCACHED_CONNECTION_BROKE(1304, Level.DEBUG, "a connection broke"),
    MEMCACHED_NO_CONNECTION(1305, Level.DEBUG, "no connection"),
    MEMCACHED_NOT_CLOSED(1306, Level.WARNING, "memcached: not all was closed"),

    // dev.sojourn.store.database
    DATABASE_RECORD_DROPPED(1401, Level.WARNING, "dropped a record of kind {0}: {1}"),
    DATABASE_ENTRY_LEFT_OUT(1402, Level.WARNING, "left out entry {0} of the history: {1}"),
    DATABASE_CONNECTION_KEPT(1403, Level.DEBUG, "a connection could not be given back"),

    // dev.sojourn.store.hybrid
    FRONT_LOST_SOMETHING(1501, Level.WARNING, "the front has come back with less than it had; it begins anew"),
    FRONT_SUSPENDED(1502, Level.WARNING, "the front is out of service; the database serves alone"),
    FRONT_RESUMED(1503, Level.INFO, "the front is in service again"),
    FRONT_STATE(1504, Level.INFO, "the front is {0} service, generation {1}"),
    COPY_REFUSED(1505, Level.WARNING, "the database refuses the copy of a record, which is kept"),
    COPIES_LEFT(
            1506, Level.WARNING, "{0} copies could not be delivered to the database and stay in the front's outbox"),
    COPIES_LOST(1507, Level.ERROR, "{0} copies could not be delivered to the database and are lost"),
    ROUND_FAILED(1508, Level.ERROR, "hybrid: a round in the background failed; the next one comes"),
    FRONT_AWAY(1509, Level.DEBUG, "the front is not there"),
    FRONT_NOT_SUSPENDED(1510, Level.DEBUG, "the front could not be taken out of service"),
    DATABASE_AWAY(1511, Level.DEBUG, "the database is not there"),
    STATE_NOT_TOLD(1512, Level.DEBUG, "what holds cannot be told or read in the front"),
    FRONT_AWAY_AT_START(1513, Level.DEBUG, "the front is not there at the start"),
    DELIVERED_LATER(1514, Level.DEBUG, "what waits is delivered later"),
    FRONT_NOT_FILLED(1515, Level.DEBUG, "the front takes no records of the database"),
    NOT_DELIVERED(1516, Level.DEBUG, "what waits cannot be delivered"),
    COPIES_KEPT(1517, Level.DEBUG, "the database is not there; copies are kept"),
    COPIES_STAY(1518, Level.DEBUG, "delivered copies stay in the front's outbox"),
    COMPARED_LATER(1519, Level.DEBUG, "records of the front are compared with the database later"),
    NOT_UNDONE(1520, Level.DEBUG, "a write that was overruled cannot be undone in the front"),
    FRONT_CLEANED_LATER(1521, Level.DEBUG, "the front is cleaned up another time"),

    // dev.sojourn.store.encrypted
    SEALED_RECORD_DROPPED(1601, Level.WARNING, "dropped the record {0}: {1}"),
    SEALED_MESSAGE_LEFT_OUT(1602, Level.DEBUG, "left out a message of another node that cannot be opened");

    private final int number;
    private final Level level;
    private final String words;

    Message(int number, Level level, String words) {
        this.number = number;
        this.level = level;
        this.words = words;
    }

    /** What it is known by, such as {@code SOJ-0101}. */
    public String id() {
        return String.format("SOJ-%04d", number);
    }

    /** How much it matters. */
    public Level level() {
        return level;
    }

    /** The text, with places for what is told at the time. */
    public String words() {
        return words;
    }

    /** The line for the log. What is put in a place is not looked at for places itself. */
    String text(@Nullable Object... details) {
        StringBuilder text = new StringBuilder(id()).append(' ');
        int from = 0;
        for (int at = words.indexOf('{'); at >= 0; at = words.indexOf('{', from)) {
            int place = words.charAt(at + 1) - '0';
            text.append(words, from, at).append(details[place]);
            from = at + 3;
        }
        return text.append(words, from, words.length()).toString();
    }
}
