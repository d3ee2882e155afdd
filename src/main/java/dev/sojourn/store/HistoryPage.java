package dev.sojourn.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the history.
 *
 * @param entries newest first
 * @param nextCursor for the next page, or null at the end
 */
public record HistoryPage(
        List<HistoryEntry> entries, @Nullable String nextCursor) {

    /** Copies the entries. */
    public HistoryPage {
        entries = List.copyOf(entries);
    }
}
