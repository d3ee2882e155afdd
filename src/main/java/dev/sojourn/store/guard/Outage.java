package dev.sojourn.store.guard;

import dev.sojourn.StorageException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import java.time.Duration;

/**
 * Tells the log that a storage fails, with the reason, and that it serves again; callers and clients are told no more than that. A storage
 * that fails again and again has a line of each kind per minute at most. Safe for many threads.
 */
final class Outage {

    private static final Log LOG = Log.of(Outage.class);
    private static final long QUIET = Duration.ofMinutes(1).toNanos();

    private final String storage;
    private long toldAt = System.nanoTime() - QUIET;
    private volatile boolean told;

    Outage(String storage) {
        this.storage = storage;
    }

    synchronized void failed(StorageException failure) {
        long now = System.nanoTime();
        if (now - toldAt >= QUIET) {
            toldAt = now;
            told = true;
            LOG.say(Message.STORAGE_FAILS, storage, failure.getMessage());
        }
    }

    void succeeded() {
        if (told && over()) {
            LOG.say(Message.STORAGE_BACK, storage);
        }
    }

    /** Whether this was the first success after what was told. */
    private synchronized boolean over() {
        boolean first = told;
        told = false;
        return first;
    }
}
