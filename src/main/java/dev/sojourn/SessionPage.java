package dev.sojourn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of sessions, newest first.
 *
 * @param items the sessions; a page may be short, or empty, and yet not be the last
 * @param nextCursor where the next page begins; null at the end. Opaque: give it back as it is
 */
public record SessionPage(List<Session> items, @Nullable String nextCursor) {

    /** Copies the list. */
    public SessionPage {
        items = List.copyOf(items);
    }
}
