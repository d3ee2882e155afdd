package dev.sojourn.cookie;

import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.ForwardingStore;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.store.encrypted.EncryptionKey;
import dev.sojourn.store.encrypted.EncryptionKeys;
import dev.sojourn.store.jcache.SharedMemory;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.MutableClock;
import dev.sojourn.support.Policies;
import dev.sojourn.support.RecordedEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sessions in cookies with a denylist in a real {@code memory} storage, a clock driven by hand and the events recorded. */
final class CookieFixture implements AutoCloseable {

    static final String COOKIE = "__Host-session_id";
    static final Duration LONGEST = Duration.ofDays(14);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-05T10:00:00Z"));
    private final RecordedEvents events = new RecordedEvents();
    private final Counting store = new Counting(SharedMemory.open(100_000, clock));
    private final CookieSessions sessions;

    private CookieFixture(Policies policies, boolean kept) {
        sessions = sessions(policies, keys("k1"), kept);
    }

    /** With a denylist. */
    static CookieFixture kept(Policies policies) {
        return new CookieFixture(policies, true);
    }

    /** Without one. */
    static CookieFixture ofNone() {
        return new CookieFixture(Policies.DEFAULT, false);
    }

    /** Keys with these ids, each made of its id. */
    static EncryptionKeys keys(String... ids) {
        return new EncryptionKeys(Stream.of(ids)
                .map(id -> {
                    byte[] secret = new byte[EncryptionKey.BYTES];
                    Arrays.fill(secret, (byte) id.hashCode());
                    return new EncryptionKey(id, Bytes.copyOf(secret));
                })
                .toList());
    }

    /** Another node, or another application, on the same denylist. */
    CookieSessions sessions(Policies policies, EncryptionKeys keys, boolean kept) {
        return new CookieSessions(
                new CookieOptions(keys, COOKIE, LONGEST),
                kept ? store : null,
                policies.build(),
                clock,
                new SecureTokenSource(),
                new JsonbMapper(),
                events);
    }

    CookieSessions sessions() {
        return sessions;
    }

    Instant now() {
        return clock.instant();
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    Counting store() {
        return store;
    }

    IssuedSession login(String principal) {
        return sessions.create(NewSession.of(principal));
    }

    /** What a cookie is worth now, without touching: {@code live}, or the reason why not. */
    String word(IssuedSession issued) {
        return word(sessions.validate(issued.token().value(), Touch.NO));
    }

    static String word(Validation answer) {
        return answer instanceof Validation.NotLive not ? not.reason() : "live";
    }

    /** The session behind a cookie as activity; an AssertionError where there is none. */
    Validation.Live use(IssuedSession issued) {
        Validation answer = sessions.validate(issued.token().value());
        if (answer instanceof Validation.Live live) {
            return live;
        }
        throw new AssertionError("not live: " + word(answer));
    }

    List<EndReason> endReasons() {
        return events.of(SessionEvent.Ended.class).stream()
                .map(SessionEvent.Ended::reason)
                .toList();
    }

    RecordedEvents events() {
        return events;
    }

    @Override
    public void close() {
        store.close();
    }

    /** Counts what goes to the denylist, and can be down. */
    static final class Counting extends ForwardingStore {

        private int reads;
        private int writes;
        private boolean down;

        Counting(SessionStore real) {
            super(real);
        }

        /** Reads and writes since the last call of this. */
        String trips() {
            String trips = reads + "+" + writes;
            reads = 0;
            writes = 0;
            return trips;
        }

        void down(boolean isDown) {
            down = isDown;
        }

        private void check() {
            if (down) {
                throw new StorageUnavailableException("down for the test", null);
            }
        }

        @Override
        public @Nullable StoredRecord load(RecordKey key) {
            check();
            reads++;
            return super.load(key);
        }

        @Override
        public Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> keys) {
            check();
            reads++;
            return super.loadAll(keys);
        }

        @Override
        public boolean create(StoredRecord record) {
            check();
            writes++;
            return super.create(record);
        }

        @Override
        public WriteOutcome replace(StoredRecord current, StoredRecord next) {
            check();
            writes++;
            return super.replace(current, next);
        }
    }
}
