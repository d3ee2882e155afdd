package dev.sojourn.event;

import org.jspecify.annotations.Nullable;

/**
 * One who watches an {@link EventFeed}. What he has not taken yet waits for him, up to a bound. Closed by whoever subscribed. Safe for many threads.
 */
public interface EventSubscription extends AutoCloseable {

    /** What is next. */
    sealed interface Item {}

    /**
     * Something happened.
     *
     * @param position of this item, for {@link EventFeed#subscribe}; null where there is nothing to go on from
     */
    record Happened(@Nullable String position, LiveEvent event) implements Item {}

    /**
     * At this place something is missing.
     *
     * @param count how many events; null where nobody knows
     */
    record Lost(@Nullable Long count) implements Item {}

    /** Takes the next item; null when there is none now. */
    @Nullable
    Item next();

    /** Where it began, for {@link EventFeed#subscribe}; null where there is nothing to go on from. */
    @Nullable
    String start();

    /** Ends it. */
    @Override
    void close();
}
