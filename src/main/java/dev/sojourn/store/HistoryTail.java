package dev.sojourn.store;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The capability of a history to be followed. Its entries have numbers in the order in which they were begun to be written. They need not become
 * visible in that order: a number that is not there may yet come, but not for longer than {@link #settling}.
 */
public interface HistoryTail {

    /**
     * A number that is taken.
     *
     * @param number greater than 0
     * @param entry what stands there; null for what is not this store's, or cannot be read
     */
    record Numbered(long number, @Nullable HistoryEntry entry) {}

    /** The greatest number that is visible; 0 for none. */
    long latest();

    /**
     * What is visible after a number, in the order of the numbers.
     *
     * @param limit at most so many, at least 1; fewer only when there are no more
     */
    List<Numbered> after(long number, int limit);

    /** A number that is still missing so long after a greater one was visible is never going to be. */
    Duration settling();
}
