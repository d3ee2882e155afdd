package dev.sojourn.cookie;

import dev.sojourn.EndReason;
import dev.sojourn.NotSupportedException;
import dev.sojourn.SessionKey;
import dev.sojourn.codec.CookieState;
import dev.sojourn.codec.PrincipalRevocation;
import dev.sojourn.codec.PrincipalRevocation.Spared;
import dev.sojourn.codec.RevocationCodec;
import dev.sojourn.codec.SessionBody;
import dev.sojourn.codec.SessionRevocation;
import dev.sojourn.codec.SessionRevocation.Retired;
import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.engine.CheckedTokenSource;
import dev.sojourn.engine.Swap;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is over although a cookie says otherwise, in the configured storage. Without one nothing is ever over before its time, and what would have
 * to be written is not supported. Safe for many threads and nodes.
 */
final class Denylist {

    /** So many retired generations are told apart by their instants; earlier ones count as retired with the earliest of these. */
    private static final int REMEMBERED = 4;

    private static final Log LOG = Log.of(Denylist.class);

    private final @Nullable SessionStore store;
    private final CheckedTokenSource random;
    private final Duration patience;

    /**
     * Over this store.
     *
     * @param store null for none
     * @param patience for one operation with all its retries of compare-and-swap
     */
    Denylist(@Nullable SessionStore store, CheckedTokenSource random, Duration patience) {
        this.store = store;
        this.random = random;
        this.patience = patience;
    }

    /**
     * What the denylist knows of a session.
     *
     * @param session of itself; null for nothing
     * @param principal of all sessions of its principal; null for nothing
     * @param readable false where something is there that nobody can read, which is taken for the worst
     */
    record Known(
            @Nullable SessionRevocation session, @Nullable PrincipalRevocation principal, boolean readable) {

        long epoch() {
            return principal == null ? 0 : principal.epoch();
        }
    }

    boolean isKept() {
        return store != null;
    }

    /** The storage; throws where there is none. */
    private SessionStore required(String what) {
        if (store == null) {
            throw new NotSupportedException(
                    CookieSessions.STORAGE, what + " without sojourn.cookie-storage.revocation");
        }
        return store;
    }

    /** Does work all of whose calls share one deadline. */
    <T extends @Nullable Object> T operation(Supplier<T> work) {
        return store == null ? work.get() : store.operation(work);
    }

    /** In one trip; in none where there is no storage. */
    Known find(String application, CookieState state) {
        if (store == null) {
            return new Known(null, null, true);
        }
        String principal = state.principal();
        RecordKey sessionKey = key(state.key());
        RecordKey principalKey = principal == null ? null : key(application, principal);
        Map<RecordKey, StoredRecord> found =
                store.loadAll(principalKey == null ? List.of(sessionKey) : List.of(sessionKey, principalKey));
        try {
            StoredRecord session = found.get(sessionKey);
            StoredRecord ofPrincipal = principalKey == null ? null : found.get(principalKey);
            return new Known(
                    session == null ? null : RevocationCodec.session(session.body()),
                    ofPrincipal == null ? null : RevocationCodec.principal(ofPrincipal.body()),
                    true);
        } catch (UnreadableRecordException unreadable) {
            LOG.say(Message.END_UNREADABLE, unreadable.getMessage());
            return new Known(null, null, false);
        }
    }

    /** The principal's epoch in an application. */
    long epoch(String application, String principal) {
        if (store == null) {
            return 0;
        }
        StoredRecord stored = store.load(key(application, principal));
        PrincipalRevocation known = stored == null ? null : principalOrNull(stored.body());
        if (stored != null && known == null) {
            // whether it was raised cannot be told: a login under way is refused
            return random.nextLong();
        }
        return known == null ? 0 : known.epoch();
    }

    /** Supersedes this generation of a session's cookies, and all before it; false where another call did, or the session ended. */
    boolean supersede(SessionKey key, long generation, boolean renewed, Instant now, Instant until) {
        if (store == null) {
            return true;
        }
        return change(store, key(key), until, body -> {
            SessionRevocation before = body == null ? null : sessionOrNull(body);
            if (before != null && (before.ending() != null || before.current() > generation)) {
                return null;
            }
            List<Retired> retired = new ArrayList<>(List.of(new Retired(now, renewed)));
            if (before != null) {
                retired.addAll(before.retired()
                        .subList(0, Math.min(REMEMBERED - 1, before.retired().size())));
            }
            return RevocationCodec.encode(new SessionRevocation(generation + 1, retired, null));
        });
    }

    /** Ends a session; false where it has ended already. */
    boolean end(SessionKey key, EndReason reason, Instant now, Instant until) {
        return change(required("ending a session by its key"), key(key), until, body -> {
            SessionRevocation before = body == null ? null : sessionOrNull(body);
            if (before != null && before.ending() != null) {
                return null;
            }
            var ending = new SessionBody.Ending(reason, now);
            return RevocationCodec.encode(
                    before == null
                            ? new SessionRevocation(0, List.of(), ending)
                            : new SessionRevocation(before.current(), before.retired(), ending));
        });
    }

    /** Ends all sessions of a principal in an application but at most one, and every login that is under way. */
    void endAll(
            String application,
            String principal,
            EndReason reason,
            @Nullable SessionKey except,
            Instant now,
            Instant until) {
        boolean unused =
                change(required("ending all sessions of a principal"), key(application, principal), until, body -> {
                    PrincipalRevocation before = body == null ? null : principalOrNull(body);
                    long epoch = before == null ? 0 : before.epoch();
                    Spared spared = except == null ? null : spared(except, before);
                    return RevocationCodec.encode(
                            new PrincipalRevocation(Math.max(epoch + 1, now.toEpochMilli()), reason, now, spared));
                });
    }

    /** What was over before stays over, also of the session that is spared now. */
    private static Spared spared(SessionKey key, @Nullable PrincipalRevocation before) {
        if (before == null) {
            return new Spared(key.value(), 0);
        }
        Spared already = before.spared();
        return already != null && already.key().equals(key.value()) ? already : new Spared(key.value(), before.epoch());
    }

    /** False where the change answers null, which is to leave the record as it is. What is kept is kept for no less than before. */
    private boolean change(
            SessionStore kept, RecordKey key, Instant until, Function<@Nullable Bytes, @Nullable Bytes> change) {
        return new Swap(kept, random, patience).change(key, old -> {
            Bytes body = change.apply(old == null ? null : old.body());
            if (body == null) {
                return null;
            }
            return new Swap.Content(old != null && old.keepUntil().isAfter(until) ? old.keepUntil() : until, body);
        });
    }

    private static @Nullable SessionRevocation sessionOrNull(Bytes body) {
        try {
            return RevocationCodec.session(body);
        } catch (UnreadableRecordException unreadable) {
            return null;
        }
    }

    private static @Nullable PrincipalRevocation principalOrNull(Bytes body) {
        try {
            return RevocationCodec.principal(body);
        } catch (UnreadableRecordException unreadable) {
            return null;
        }
    }

    private static RecordKey key(SessionKey key) {
        return new RecordKey(RecordKind.REVOCATION, "s:" + key.value());
    }

    private static RecordKey key(String application, String principal) {
        return new RecordKey(RecordKind.REVOCATION, "p:" + application.length() + ":" + application + ":" + principal);
    }
}
