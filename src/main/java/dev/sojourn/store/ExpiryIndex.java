package dev.sojourn.store;

import java.time.Instant;
import java.util.List;

/** The capability of a storage to find what expired at a cost that scales with what expired. */
public interface ExpiryIndex {

    /** At most {@code limit} session records written as active whose {@code expiresAt} is not after {@code now}, earliest first. */
    List<StoredRecord> expired(Instant now, int limit);

    /**
     * Removes at most {@code limit} records of any kind whose {@code keepUntil} is not after {@code now}; answers how many
     * were removed, so fewer than {@code limit} means that there are no more. A storage that removes them by itself
     * answers 0.
     */
    int purge(Instant now, int limit);
}
