package dev.sojourn.feed;

import dev.sojourn.StorageException;
import dev.sojourn.event.EventFeed;
import dev.sojourn.event.EventSubscription;
import dev.sojourn.event.EventSubscription.Happened;
import dev.sojourn.event.LiveEvent;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.HistoryTail;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a history, of all nodes, as they come, and what has no entry there from this node. While somebody watches, one timer reads what is
 * new, once for all.
 */
final class HistoryFeed implements EventFeed {

    private static final Log LOG = Log.of(HistoryFeed.class);

    private static final long PAUSE_MILLIS = 1000;

    private final HistoryTail tail;
    private final ScheduledExecutorService scheduler;
    private final LongSupplier nanos;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private @Nullable Reading reading;
    private @Nullable ScheduledFuture<?> timer;

    /**
     * Of this history.
     *
     * @param scheduler reads it while somebody watches; stays its owner's
     * @param nanos as {@link System#nanoTime}
     */
    HistoryFeed(HistoryTail tail, ScheduledExecutorService scheduler, LongSupplier nanos) {
        this.tail = tail;
        this.scheduler = scheduler;
        this.nanos = nanos;
    }

    @Override
    public void take(SessionEvent event) {
        if (!followers.isEmpty() && !Entries.has(event)) {
            var item = new Happened(null, LiveEvent.of(event));
            followers.forEach(follower -> follower.subscriber().offer(item));
        }
    }

    @Override
    public EventSubscription subscribe(@Nullable String after, Runnable wake) {
        Follower follower;
        boolean behind;
        synchronized (this) {
            Reading now = read();
            Optional<Position> known = Optional.ofNullable(after)
                    .flatMap(Position::parse)
                    // what is further on than everything is of another table, or of this one before it was restored
                    .filter(position -> position.greatest() <= now.position().greatest());
            behind = known.isPresent();
            Position from = known.orElseGet(() -> now.position().copy());
            var subscriber = new Subscriber(wake, this::remove);
            subscriber.startAt(from.toString());
            follower = new Follower(subscriber, from, behind);
            followers.add(follower);
            if (timer == null) {
                timer = scheduler.scheduleWithFixedDelay(this::poll, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        if (after != null && !behind) {
            follower.subscriber().offerLost();
        }
        if (behind) {
            poll();
        }
        return follower.subscriber();
    }

    /** Reads what is new, for all. An exception would end the timer for ever, so none gets out. */
    void poll() {
        try {
            synchronized (this) {
                if (!followers.isEmpty()) {
                    Reading now = read();
                    for (Follower follower : followers) {
                        follower.catchUp(tail, now.position());
                    }
                }
            }
        } catch (StorageException down) {
            LOG.because(down, Message.HISTORY_AWAY);
        } catch (RuntimeException unexpected) {
            LOG.because(unexpected, Message.HISTORY_NOT_FOLLOWED);
        }
    }

    private Reading read() {
        Reading now = reading;
        if (now == null) {
            now = Reading.begin(tail, nanos);
            reading = now;
        } else {
            now.goOn(
                    fresh -> followers.forEach(follower -> follower.dispatch(fresh)),
                    settled -> followers.forEach(follower -> follower.settle(settled)));
        }
        return now;
    }

    private synchronized void remove(Subscriber subscriber) {
        followers.removeIf(follower -> follower.subscriber() == subscriber);
        if (followers.isEmpty() && timer != null) {
            timer.cancel(false);
            timer = null;
            reading = null;
        }
    }

    @Override
    public void close() {
        followers.forEach(follower -> follower.subscriber().close());
    }
}
