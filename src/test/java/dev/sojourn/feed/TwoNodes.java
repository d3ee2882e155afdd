package dev.sojourn.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.event.EventFeed;
import dev.sojourn.event.EventSubscription;
import dev.sojourn.event.EventSubscription.Happened;
import dev.sojourn.event.EventSubscription.Item;
import dev.sojourn.event.EventSubscription.Lost;
import dev.sojourn.store.SessionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Two feeds, each over a store of its own, as on two nodes. */
final class TwoNodes implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<SessionStore> stores;
    private final List<EventFeed> feeds = new ArrayList<>();
    private final List<Thread> listening = new ArrayList<>();
    private final ScheduledExecutorService scheduler = new ScheduledThreadPoolExecutor(2);
    private final FeedThreads threads = new FeedThreads(Executors.newFixedThreadPool(2), scheduler, work -> {
        Thread thread = new Thread(work, "listening");
        listening.add(thread);
        return thread;
    });

    TwoNodes(SessionStore left, SessionStore right) {
        stores = List.of(left, right);
        stores.forEach(store -> feeds.add(EventFeeds.over(store, threads)));
    }

    SessionStore store(int node) {
        return stores.get(node);
    }

    EventFeed feed(int node) {
        return feeds.get(node);
    }

    Watcher watch(int node) {
        return watch(node, null);
    }

    Watcher watch(int node, @Nullable String after) {
        return new Watcher(feed(node).subscribe(after, () -> {}));
    }

    /** Whether no thread listens any more. */
    boolean isQuiet() {
        return listening.stream().noneMatch(Thread::isAlive);
    }

    @Override
    public void close() {
        feeds.forEach(EventFeed::close);
        await().atMost(PATIENCE).until(this::isQuiet);
        ((java.util.concurrent.ExecutorService) threads.executor()).shutdown();
        scheduler.shutdownNow();
        try {
            assertThat(scheduler.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stores.forEach(SessionStore::close);
    }

    /** What one who watches was given so far. */
    static final class Watcher implements AutoCloseable {

        private final EventSubscription subscription;
        private final List<Item> items = new ArrayList<>();

        private Watcher(EventSubscription subscription) {
            this.subscription = subscription;
        }

        /** The keys of the sessions of all events so far, {@code lost} where something is. */
        List<String> keys() {
            items.addAll(SubscriberTest.taken(subscription));
            return items.stream()
                    .map(item -> item instanceof Lost
                            ? "lost"
                            : String.valueOf(((Happened) item).event().key()))
                    .toList();
        }

        /** Waits until it has this event, and tells all. */
        List<String> until(String key) {
            await().atMost(PATIENCE).until(() -> keys().contains(key));
            return keys();
        }

        /** The position of the last event. */
        @Nullable
        String position() {
            return items.isEmpty() ? subscription.start() : ((Happened) items.get(items.size() - 1)).position();
        }

        @Override
        public void close() {
            subscription.close();
        }
    }
}
