package dev.sojourn.engine;

import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import dev.sojourn.store.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Changes one record by compare-and-swap until the write has won. A client that tries again by itself after a lost answer may report a
 * conflict with its own write: the version's nonce tells, and the change is not made twice. Safe for many threads and nodes.
 */
public final class Swap {

    private final SessionStore store;
    private final CheckedTokenSource random;
    private final Duration patience;

    /**
     * Over this store.
     *
     * @param patience for one change with all its retries
     */
    public Swap(SessionStore store, CheckedTokenSource random, Duration patience) {
        this.store = store;
        this.random = random;
        this.patience = patience;
    }

    /** What a record shall be. */
    public record Content(Instant keepUntil, Bytes body) {}

    /** Decides what a record becomes. Called again after each conflict. */
    @FunctionalInterface
    public interface Change {
        /**
         * Its new content, or null to leave it as it is.
         *
         * @param current null where there is none
         */
        @Nullable
        Content apply(@Nullable StoredRecord current);
    }

    /** Reads the record and changes it; answers whether it was written. */
    public boolean change(RecordKey key, Change change) {
        return change(key, store.load(key), change);
    }

    /**
     * The same where the record was read already; it is read again after a conflict only.
     *
     * @param read null where there was none
     */
    boolean change(RecordKey key, @Nullable StoredRecord read, Change change) {
        var deadline = new Deadline(patience);
        StoredRecord current = read;
        while (true) {
            Content content = change.apply(current);
            if (content == null) {
                return false;
            }
            RecordWrite write = write(key, current, content);
            if (write.applyTo(store) == WriteOutcome.WRITTEN) {
                return true;
            }
            deadline.afterConflict();
            current = store.load(key);
            if (isWritten(write, current)) {
                return true;
            }
        }
    }

    /** The compare-and-swap as a value, for a batch. */
    RecordWrite write(RecordKey key, @Nullable StoredRecord current, Content content) {
        Version version = current == null
                ? new Version(1, random.nextLong())
                : current.version().next(random.nextLong());
        var next = StoredRecord.of(key, version, content.keepUntil(), null, content.body());
        return current == null ? new RecordWrite.Create(next) : new RecordWrite.Replace(current, next);
    }

    /** Whether a write that was reported as a conflict made what is there now. */
    static boolean isWritten(RecordWrite write, @Nullable StoredRecord now) {
        return now != null && now.version().equals(write.next().version());
    }
}
