package dev.sojourn.store.faults;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How long this JVM was kept from running, by the garbage collector or by others on the machine: a thread that wants to run every
 * millisecond adds up how much too late it was. So a bound on time can be held to what the code under test can answer for.
 */
final class Hiccups implements AutoCloseable {

    private static final long TICK = Duration.ofMillis(1).toNanos();

    private final AtomicLong late = new AtomicLong();
    private final Thread thread = new Thread(this::watch, "hiccups");
    private volatile boolean closed;

    Hiccups() {
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (!closed) {
            long before = System.nanoTime();
            LockSupport.parkNanos(TICK);
            late.addAndGet(Math.max(0, System.nanoTime() - before - 2 * TICK));
        }
    }

    /** Since the beginning. */
    Duration total() {
        return Duration.ofNanos(late.get());
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
