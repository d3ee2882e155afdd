package dev.sojourn.feed;

import dev.sojourn.event.EventFeed;
import dev.sojourn.event.EventSubscription;
import dev.sojourn.event.EventSubscription.Happened;
import dev.sojourn.event.LiveEvent;
import dev.sojourn.event.SessionEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The events of this node. Nothing is kept, so nobody can go on where he was. */
final class LocalFeed implements EventFeed {

    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();

    @Override
    public void take(SessionEvent event) {
        if (!subscribers.isEmpty()) {
            var item = new Happened(null, LiveEvent.of(event));
            subscribers.forEach(subscriber -> subscriber.offer(item));
        }
    }

    @Override
    public EventSubscription subscribe(@Nullable String after, Runnable wake) {
        var subscriber = new Subscriber(wake, subscribers::remove);
        subscribers.add(subscriber);
        if (after != null) {
            subscriber.offerLost();
        }
        return subscriber;
    }

    @Override
    public void close() {
        subscribers.forEach(Subscriber::close);
    }
}
