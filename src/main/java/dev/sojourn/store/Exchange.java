package dev.sojourn.store;

import java.util.List;
import java.util.Map;

/**
 * What came of several writes and reads in one go.
 *
 * @param outcomes of the writes, in their order
 * @param loaded what was read, after the writes, by key; absent ones are left out
 */
public record Exchange(List<WriteOutcome> outcomes, Map<RecordKey, StoredRecord> loaded) {

    /** Copies what it is given. */
    public Exchange {
        outcomes = List.copyOf(outcomes);
        loaded = Map.copyOf(loaded);
    }
}
