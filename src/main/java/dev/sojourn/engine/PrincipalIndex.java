package dev.sojourn.engine;

import dev.sojourn.SessionKey;
import dev.sojourn.codec.PrincipalBody;
import dev.sojourn.codec.PrincipalBodyCodec;
import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import dev.sojourn.store.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The index of a principal's sessions, one record per principal, written by compare-and-swap. It is the authority on the
 * limit: a session counts from the moment its entry is written, which is before the session itself is.
 */
final class PrincipalIndex {

    /** How long an epoch outlives the last session: longer than any login can be under way. */
    private static final Duration EPOCH_KEPT = Duration.ofDays(1);

    private static final System.Logger LOG = System.getLogger(PrincipalIndex.class.getPackageName());

    private final SessionStore store;
    private final SessionPolicy policy;
    private final CheckedTokenSource random;

    PrincipalIndex(SessionStore store, SessionPolicy policy, CheckedTokenSource random) {
        this.store = store;
        this.policy = policy;
        this.random = random;
    }

    /** An index as it was read. */
    record Read(RecordKey key, @Nullable StoredRecord stored, PrincipalBody body) {

        List<SessionKey> keys() {
            return body.entries().stream()
                    .map(entry -> new SessionKey(entry.key()))
                    .toList();
        }
    }

    /** Decides what an index shall be, given what it is. Called again after each conflict. */
    @FunctionalInterface
    interface Change {
        /** The new content, or null to leave it as it is. */
        @Nullable
        PrincipalBody apply(PrincipalBody current);
    }

    Read load(String principal) {
        var key = new RecordKey(RecordKind.PRINCIPAL, principal);
        StoredRecord stored = store.load(key);
        if (stored == null) {
            return new Read(key, null, new PrincipalBody(0, List.of()));
        }
        try {
            return new Read(key, stored, PrincipalBodyCodec.decode(stored.body()));
        } catch (UnreadableRecordException unreadable) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "dropped an index of sessions that cannot be read: {0}",
                    unreadable.getMessage());
            // a new epoch: whether the lost one was raised cannot be told, so logins under way are refused
            return new Read(key, stored, new PrincipalBody(random.nextLong(), List.of()));
        }
    }

    /** One compare-and-swap; false on a conflict. */
    boolean write(Read current, PrincipalBody next, Instant now) {
        StoredRecord old = current.stored();
        Version version =
                old == null ? new Version(1, random.nextLong()) : old.version().next(random.nextLong());
        var record =
                StoredRecord.of(current.key(), version, keepUntil(next, now), null, PrincipalBodyCodec.encode(next));
        return old == null ? store.create(record) : store.replace(old, record) == WriteOutcome.WRITTEN;
    }

    /** Changes an index until the write wins; answers what was written. */
    PrincipalBody change(String principal, Instant now, Change change) {
        var deadline = new Deadline(policy.deadline());
        while (true) {
            Read current = load(principal);
            PrincipalBody next = change.apply(current.body());
            if (next == null) {
                return current.body();
            }
            if (write(current, next, now)) {
                return next;
            }
            deadline.afterConflict();
        }
    }

    private Instant keepUntil(PrincipalBody body, Instant now) {
        Instant latest = now.plus(EPOCH_KEPT);
        for (PrincipalBody.Entry entry : body.entries()) {
            Instant until = entry.until() == null ? Instant.MAX : Timings.plus(entry.until(), policy.retention());
            latest = until.isAfter(latest) ? until : latest;
        }
        return latest;
    }
}
