package dev.sojourn.rest;

import dev.sojourn.SessionKey;
import dev.sojourn.event.EventFeed;
import dev.sojourn.event.EventSubscription;
import dev.sojourn.event.EventSubscription.Happened;
import dev.sojourn.event.EventSubscription.Lost;
import dev.sojourn.event.LiveEvent;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The stream to one client. At most one event is on its way at a time; while there is nothing to send no thread is held. Safe for many threads.
 */
final class EventStream {

    private static final Log LOG = Log.of(EventStream.class);

    private static final Duration RETRY = Duration.ofSeconds(3);

    private final SessionKey administrator;
    private final SseEventSink sink;
    private final Sse sse;
    private final Executor executor;
    private final Consumer<EventStream> onClose;
    private final long opened = System.nanoTime();
    private final EventSubscription subscription;

    /** How often it was woken since it began to send; it is at work while that is not 0. */
    private final AtomicInteger wakes = new AtomicInteger();

    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean greeted;
    private volatile boolean beat;

    /** Since when one event has been on its way; 0 for none. */
    private volatile long sending;

    /**
     * Subscribes.
     *
     * @param administrator the session that it belongs to
     * @param lastEventId where the client was, or null
     */
    EventStream(
            SessionKey administrator,
            EventFeed feed,
            @Nullable String lastEventId,
            SseEventSink sink,
            Sse sse,
            Executor executor,
            Consumer<EventStream> onClose) {
        this.administrator = administrator;
        this.sink = sink;
        this.sse = sse;
        this.executor = executor;
        this.onClose = onClose;
        // held back until it is begun: before that this is not whole
        wakes.set(1);
        this.subscription = feed.subscribe(lastEventId, this::wake);
    }

    SessionKey administrator() {
        return administrator;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - opened);
    }

    /** Begins to send. */
    void begin() {
        goOn();
    }

    /** Sends a sign of life; closes a client that takes nothing. */
    void beat(Duration patience) {
        long since = sending;
        if (sink.isClosed() || (since != 0 && System.nanoTime() - since > patience.toNanos())) {
            close();
        } else {
            beat = true;
            wake();
        }
    }

    /** Ends it, from whatever thread. */
    void close() {
        if (closed.compareAndSet(false, true)) {
            subscription.close();
            onClose.accept(this);
            try {
                sink.close();
            } catch (RuntimeException gone) {
                LOG.because(gone, Message.STREAM_BROKE);
            }
        }
    }

    private void wake() {
        if (wakes.getAndIncrement() == 0) {
            goOn();
        }
    }

    private void goOn() {
        try {
            executor.execute(this::send);
        } catch (RuntimeException stopping) {
            LOG.because(stopping, Message.STREAM_ENDS);
            close();
        }
    }

    /** Sends what there is. Where the server does not take it at once, goes on when it has, without waiting here. */
    private void send() {
        try {
            int seen;
            do {
                seen = wakes.get();
                for (var next = next(); next != null; next = next()) {
                    sending = System.nanoTime();
                    CompletableFuture<?> sent = sink.send(next).toCompletableFuture();
                    if (!sent.isDone()) {
                        var unused = sent.whenComplete(this::sent);
                        return;
                    }
                    sending = 0;
                    if (sent.isCompletedExceptionally()) {
                        close();
                    }
                }
            } while (!wakes.compareAndSet(seen, 0));
        } catch (RuntimeException gone) {
            LOG.because(gone, Message.STREAM_BROKE);
            close();
        }
    }

    private void sent(@Nullable Object nothing, @Nullable Throwable failure) {
        sending = 0;
        if (failure == null) {
            goOn();
        } else {
            close();
        }
    }

    private @Nullable OutboundSseEvent next() {
        if (closed.get()) {
            return null;
        }
        if (!greeted) {
            greeted = true;
            return new Greeting(subscription.start(), RETRY);
        }
        if (beat) {
            beat = false;
            return sse.newEventBuilder().comment("heartbeat").build();
        }
        EventSubscription.Item item = subscription.next();
        if (item instanceof Happened happened) {
            return event(happened);
        }
        return item instanceof Lost lost
                ? sse.newEventBuilder()
                        .name("lost")
                        .data(String.class, EventJson.of(lost).toString())
                        .build()
                : null;
    }

    private @Nullable OutboundSseEvent event(Happened happened) {
        LiveEvent event = happened.event();
        if (event.type().equals(LiveEvent.ENDED) && administrator.value().equals(event.key())) {
            close();
            return null;
        }
        var builder = sse.newEventBuilder().name("session");
        if (happened.position() != null) {
            builder.id(happened.position());
        }
        return builder.data(String.class, EventJson.of(event).toString()).build();
    }
}
