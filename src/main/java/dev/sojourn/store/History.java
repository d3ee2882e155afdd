package dev.sojourn.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The capability of a storage to keep the history of sessions: every write of a session record that tells its {@link Change}, but for
 * touches, adds an entry in the same step, so that none is missing and none is there twice.
 */
public interface History {

    /**
     * A page of what passes the filter, newest first by instant; entries of one session at one instant in the order of their versions,
     * the later one first.
     *
     * @param cursor of the page before, or null for the first
     * @param limit at most so many, at least 1
     * @throws IllegalArgumentException for a cursor that this store did not make
     */
    HistoryPage history(HistoryFilter filter, @Nullable String cursor, int limit);

    /**
     * Adds an entry that no write of a session tells: {@link ChangeKind#ADMINISTERED}. It counts as its principal's, if it has one.
     *
     * @param entry with a version that no other entry of its session has: number 0 and a random nonce
     */
    void note(HistoryEntry entry);

    /** Removes at most {@code limit} entries from before an instant, oldest first; answers how many, so fewer means no more. */
    int forget(Instant before, int limit);

    /**
     * Removes at most {@code limit} entries of the sessions that ever were this principal's, those from before it signed in included; answers how
     * many, so fewer means no more. What is still on the way here when this is called is removed too, as far as this store knows of it.
     *
     * @param applications only entries of these
     */
    int forget(String principal, Set<String> applications, int limit);
}
