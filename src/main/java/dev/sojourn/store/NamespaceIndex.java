package dev.sojourn.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The capability of a storage to list the sessions of a namespace at a cost that does not grow with all the others. */
public interface NamespaceIndex {

    /**
     * Session records of a namespace that are written as active, in the order of their keys.
     *
     * @param after the key to begin after, or null for the first
     * @param limit at most so many; fewer means there are no more
     */
    List<StoredRecord> activeIn(String namespace, @Nullable RecordKey after, int limit);
}
