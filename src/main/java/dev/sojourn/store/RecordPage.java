package dev.sojourn.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of records.
 *
 * @param records the records; there may be fewer than asked for, and yet more pages
 * @param nextCursor the store's own text for where the next page begins; null at the end
 */
public record RecordPage(
        List<StoredRecord> records, @Nullable String nextCursor) {

    /** Copies the list. */
    public RecordPage {
        records = List.copyOf(records);
    }
}
