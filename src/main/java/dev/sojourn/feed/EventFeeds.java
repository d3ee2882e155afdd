package dev.sojourn.feed;

import dev.sojourn.event.EventFeed;
import dev.sojourn.store.EventChannel;
import dev.sojourn.store.HistoryTail;
import dev.sojourn.store.SessionStore;
import java.util.Optional;

/** Opens feeds of events. */
public final class EventFeeds {

    private EventFeeds() {}

    /** Of this node alone. */
    public static EventFeed ofThisNode() {
        return new LocalFeed();
    }

    /** Of all nodes where the store has a history that can be followed, or a channel; else of this one. */
    public static EventFeed over(SessionStore store, FeedThreads threads) {
        Optional<EventFeed> history = store.capability(HistoryTail.class)
                .map(tail -> new HistoryFeed(tail, threads.scheduler(), System::nanoTime));
        return history.or(() -> store.capability(EventChannel.class).map(channel -> new ChannelFeed(channel, threads)))
                .orElseGet(EventFeeds::ofThisNode);
    }
}
