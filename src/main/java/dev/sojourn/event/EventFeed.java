package dev.sojourn.event;

import org.jspecify.annotations.Nullable;

/**
 * What happens to sessions, as it happens, for whoever watches: of all nodes where the storage carries it between them or keeps a history, of this
 * node elsewhere. Safe for many threads.
 */
public interface EventFeed extends AutoCloseable {

    /** Takes an event of this node; returns at once, whoever watches, and does not throw. */
    void take(SessionEvent event);

    /**
     * Begins to watch.
     *
     * @param after the position of the last item that was seen, to go on after it; null to see what happens from now on. Where the feed cannot go
     *     on from there, the first item is an {@link EventSubscription.Lost}
     * @param wake called when there may be something new to take, by any thread; returns at once and does not throw
     * @throws dev.sojourn.StorageException when the storage does not answer
     */
    EventSubscription subscribe(@Nullable String after, Runnable wake);

    /** Ends it for all who watch. */
    @Override
    void close();
}
