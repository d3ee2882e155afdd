package dev.sojourn.feed;

import dev.sojourn.StorageException;
import dev.sojourn.codec.EventMessage;
import dev.sojourn.codec.EventMessageCodec;
import dev.sojourn.event.LiveEvent;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.EventChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What this node tells the others. Whoever adds something does not wait for it to be sent; what finds no room, or cannot be sent, is lost, and the
 * others notice by the numbers. Safe for many threads.
 */
final class Outgoing {

    private static final Log LOG = Log.of(Outgoing.class);

    private static final int MOST = 1000;
    private static final int AT_ONCE = 100;

    private final EventChannel channel;
    private final String node;
    private final Executor executor;
    private final Deque<EventMessage> queue = new ArrayDeque<>();
    private long number;
    private boolean sending;
    private boolean failing;
    private boolean closed;

    Outgoing(EventChannel channel, String node, Executor executor) {
        this.channel = channel;
        this.node = node;
        this.executor = executor;
    }

    /** An event, or null for a sign of life. */
    void add(@Nullable LiveEvent event) {
        boolean begin;
        synchronized (this) {
            number++;
            if (closed || queue.size() == MOST) {
                return;
            }
            queue.add(new EventMessage(node, number, event));
            begin = !sending;
            sending = true;
        }
        if (begin) {
            goOn();
        }
    }

    synchronized void close() {
        closed = true;
        queue.clear();
    }

    private void goOn() {
        try {
            executor.execute(this::send);
        } catch (RuntimeException stopping) {
            LOG.because(stopping, Message.TELLING_STOPS);
        }
    }

    private void send() {
        for (List<EventMessage> some = some(); !some.isEmpty(); some = some()) {
            try {
                channel.send(some.stream()
                        .map(message -> Bytes.copyOf(EventMessageCodec.encode(message)))
                        .toList());
                failing = false;
            } catch (StorageException down) {
                if (failing) {
                    LOG.because(down, Message.OTHERS_STILL_NOT_TOLD);
                } else {
                    LOG.say(Message.OTHERS_NOT_TOLD, down.getMessage());
                }
                failing = true;
            } catch (RuntimeException unexpected) {
                LOG.because(unexpected, failing ? Message.OTHERS_STILL_NOT_TOLD : Message.TELLING_FAILED);
                failing = true;
            }
        }
    }

    private synchronized List<EventMessage> some() {
        List<EventMessage> some = new ArrayList<>();
        while (some.size() < AT_ONCE && !queue.isEmpty()) {
            some.add(queue.remove());
        }
        sending = !some.isEmpty();
        return some;
    }
}
