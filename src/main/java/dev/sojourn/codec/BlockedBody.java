package dev.sojourn.codec;

import java.time.Instant;
import java.util.List;

/**
 * A part of the list of what is blocked.
 *
 * @param entries the latest end first
 */
public record BlockedBody(List<Entry> entries) {

    /** Copies the list. */
    public BlockedBody {
        entries = List.copyOf(entries);
    }

    /**
     * One count that reached its limit.
     *
     * @param id of the count's record
     * @param until when it is forgotten
     */
    public record Entry(String id, Instant until) {}
}
