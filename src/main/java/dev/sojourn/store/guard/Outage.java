package dev.sojourn.store.guard;

import dev.sojourn.StorageException;
import java.time.Duration;

/**
 * Tells the log that a storage fails, with the reason, and that it serves again; callers and clients are told no more than that. A storage
 * that fails again and again has a line of each kind per minute at most. Safe for many threads.
 */
final class Outage {

    private static final System.Logger LOG = System.getLogger(Outage.class.getPackageName());
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
            LOG.log(System.Logger.Level.WARNING, () -> "the storage " + storage + " fails: " + failure.getMessage());
        }
    }

    void succeeded() {
        if (told && over()) {
            LOG.log(System.Logger.Level.INFO, () -> "the storage " + storage + " serves again");
        }
    }

    /** Whether this was the first success after what was told. */
    private synchronized boolean over() {
        boolean first = told;
        told = false;
        return first;
    }
}
