package dev.sojourn.feed;

import dev.sojourn.StorageException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.EventChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Listens to a channel on a thread of its own, and connects again when that broke, until it is closed. */
final class Incoming implements AutoCloseable {

    private static final Log LOG = Log.of(Incoming.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final EventChannel.Listening listening;
    private final Consumer<Bytes> receiver;
    private final Runnable gap;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** Whether something may have been missed before it listened, or listened again. */
    private volatile boolean missed;

    private volatile boolean failing;

    /**
     * Of this channel.
     *
     * @param gap called when something may have been missed
     */
    Incoming(EventChannel channel, ThreadFactory threads, Consumer<Bytes> receiver, Runnable gap) {
        this.listening = channel.listening();
        this.receiver = receiver;
        this.gap = gap;
        this.thread = threads.newThread(this::run);
    }

    /** Begins, and returns when it listens; does not wait for a server that is not there. */
    void begin() {
        thread.start();
        try {
            missed |= !ready.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            missed = true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        listening.close();
    }

    private void run() {
        boolean over = false;
        while (!over) {
            try {
                listening.receive(this::ready, receiver);
            } catch (StorageException down) {
                if (failing) {
                    LOG.because(down, Message.OTHERS_STILL_NOT_SEEN);
                } else {
                    LOG.say(Message.OTHERS_NOT_SEEN, down.getMessage());
                }
                failing = true;
            } catch (RuntimeException unexpected) {
                LOG.because(unexpected, Message.LISTENING_FAILED);
            }
            missed = true;
            over = pause();
        }
    }

    private void ready() {
        if (missed) {
            missed = false;
            gap.run();
        }
        failing = false;
        ready.countDown();
    }

    /** Whether it was closed. */
    private boolean pause() {
        try {
            return closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            return true;
        }
    }
}
