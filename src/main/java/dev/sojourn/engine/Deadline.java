package dev.sojourn.engine;

import dev.sojourn.StorageUnavailableException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Bounds the retries of compare-and-swap in one operation by time, not by count: under contention somebody always wins,
 * so a fair share of patience is enough.
 */
public final class Deadline {

    private static final long LONGEST_PAUSE_NANOS = 2_000_000;

    private final long end;
    private long pause = 10_000;

    /** Begins now. */
    public Deadline(Duration patience) {
        this.end = System.nanoTime() + patience.toNanos();
    }

    /** Whether there is no patience left. */
    public boolean over() {
        return System.nanoTime() - end >= 0;
    }

    /** Call it after a conflict: pauses a moment, at random so that rivals spread, or gives up. Nothing was written. */
    public void afterConflict() {
        if (over()) {
            throw new StorageUnavailableException("too many writers at the same record", null);
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(pause));
        pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
    }
}
