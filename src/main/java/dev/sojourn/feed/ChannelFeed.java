package dev.sojourn.feed;

import dev.sojourn.codec.EventMessage;
import dev.sojourn.codec.EventMessageCodec;
import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.event.EventFeed;
import dev.sojourn.event.EventSubscription;
import dev.sojourn.event.EventSubscription.Happened;
import dev.sojourn.event.LiveEvent;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.EventChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The events of all nodes, over a channel. Those of this node come at once and not over the channel. Listens while somebody watches, and then sends
 * signs of life, by which it knows that it would hear something. Nothing is kept, so nobody can go on where he was.
 */
final class ChannelFeed implements EventFeed {

    private static final Log LOG = Log.of(ChannelFeed.class);

    private static final long BEAT_SECONDS = 10;

    /** Nodes whose last number is remembered. */
    private static final int MOST_NODES = 1000;

    private final EventChannel channel;
    private final FeedThreads threads;
    private final String node = UUID.randomUUID().toString();
    private final Outgoing outgoing;
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private @Nullable Incoming incoming;
    private @Nullable ScheduledFuture<?> beat;

    ChannelFeed(EventChannel channel, FeedThreads threads) {
        this.channel = channel;
        this.threads = threads;
        this.outgoing = new Outgoing(channel, node, threads.executor());
    }

    @Override
    public void take(SessionEvent event) {
        LiveEvent live = LiveEvent.of(event);
        dispatch(live);
        outgoing.add(live);
    }

    @Override
    public EventSubscription subscribe(@Nullable String after, Runnable wake) {
        var subscriber = new Subscriber(wake, this::remove);
        synchronized (this) {
            subscribers.add(subscriber);
            if (incoming == null) {
                var next = new Incoming(channel, threads.threads(), new Reception()::receive, this::lost);
                incoming = next;
                beat = threads.scheduler()
                        .scheduleWithFixedDelay(() -> outgoing.add(null), BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
                next.begin();
            }
        }
        if (after != null) {
            subscriber.offerLost();
        }
        return subscriber;
    }

    private synchronized void remove(Subscriber subscriber) {
        subscribers.remove(subscriber);
        if (subscribers.isEmpty()) {
            if (incoming != null) {
                incoming.close();
                incoming = null;
            }
            if (beat != null) {
                beat.cancel(false);
                beat = null;
            }
        }
    }

    private void dispatch(LiveEvent event) {
        if (!subscribers.isEmpty()) {
            var item = new Happened(null, event);
            subscribers.forEach(subscriber -> subscriber.offer(item));
        }
    }

    private void lost() {
        subscribers.forEach(Subscriber::offerLost);
    }

    @Override
    public void close() {
        outgoing.close();
        subscribers.forEach(Subscriber::close);
    }

    /** What one thread hears of other nodes; each message once, and no gap unnoticed. */
    private final class Reception {

        private final Map<String, Long> last = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > MOST_NODES;
            }
        };

        private void receive(Bytes bytes) {
            EventMessage message;
            try {
                message = EventMessageCodec.decode(bytes.toArray());
            } catch (UnreadableRecordException foreign) {
                LOG.because(foreign, Message.MESSAGE_LEFT_OUT);
                return;
            }
            if (!message.node().equals(node) && isNew(message)) {
                LiveEvent event = message.event();
                if (event != null) {
                    dispatch(event);
                }
            }
        }

        private boolean isNew(EventMessage message) {
            Long before = last.get(message.node());
            if (before != null && message.number() <= before) {
                return false;
            }
            if (before != null && message.number() > before + 1) {
                lost();
            }
            last.put(message.node(), message.number());
            return true;
        }
    }
}
