package dev.sojourn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the audit, newest first.
 *
 * @param items the entries; a page may be short and yet not be the last
 * @param nextCursor where the next page begins; null at the end. Opaque: give it back as it is
 */
public record AuditPage(List<AuditEntry> items, @Nullable String nextCursor) {

    /** Copies the list. */
    public AuditPage {
        items = List.copyOf(items);
    }
}
