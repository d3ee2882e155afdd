package dev.sojourn.engine;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets attempts that found no room wait for the outcome of those before them: a bounded time, and on a node a bounded number of them, since
 * each holds a thread. Safe for many threads.
 */
final class LoginQueue {

    private static final int MOST_WAITING = 100;
    private static final long FIRST_PAUSE_NANOS = 5_000_000;
    private static final long LONGEST_PAUSE_NANOS = 80_000_000;

    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final Duration patience;

    LoginQueue(Duration patience) {
        this.patience = patience;
    }

    /** The place of one attempt, which has none before it waits. */
    Place place() {
        return new Place();
    }

    /** Where one attempt stands. */
    final class Place implements AutoCloseable {

        private final long end = System.nanoTime() + patience.toNanos();
        private long pause = FIRST_PAUSE_NANOS;
        private boolean standing;

        /** Waits a moment, at random so that rivals spread; false when it has waited long enough, is interrupted, or there is no room. */
        boolean waited() {
            // an interrupted thread is not parked, and would ask the storage without a pause
            if (System.nanoTime() - end >= 0
                    || Thread.currentThread().isInterrupted()
                    || !(standing || room.tryAcquire())) {
                return false;
            }
            standing = true;
            LockSupport.parkNanos(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2));
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
            return true;
        }

        @Override
        public void close() {
            if (standing) {
                room.release();
            }
        }
    }
}
