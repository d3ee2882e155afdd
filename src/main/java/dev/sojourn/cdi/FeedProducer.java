package dev.sojourn.cdi;

import dev.sojourn.StorageState;
import dev.sojourn.cookie.CookieSessions;
import dev.sojourn.event.EventFeed;
import dev.sojourn.feed.EventFeeds;
import dev.sojourn.feed.FeedThreads;
import dev.sojourn.store.SessionStore;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

/** Makes the live feed of events, which {@link CdiEvents} tells what happens here. */
@ApplicationScoped
public class FeedProducer {

    @Resource
    ManagedExecutorService executor;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Resource
    ManagedThreadFactory threads;

    /** Made by the container. */
    public FeedProducer() {}

    /** The feed. What stands beside sessions in cookies knows nothing of them, so there it is of this node. */
    @Produces
    @ApplicationScoped
    EventFeed feed(@InUse SessionStore store, StorageState storage) {
        return storage.inUse().equals(CookieSessions.STORAGE)
                ? EventFeeds.ofThisNode()
                : EventFeeds.over(store, new FeedThreads(executor, scheduler, threads));
    }

    /** Ends it with the application. */
    void close(@Disposes EventFeed feed) {
        feed.close();
    }
}
