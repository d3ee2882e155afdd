package dev.sojourn.store.redis;

import java.time.Duration;

/**
 * Whether it is worth while to ask a node of a Cluster: after {@value #FAILURES} failures in a row only one trip in {@value #PAUSE_MILLIS} ms tries. The
 * storage's own breaker stands before all nodes and must not open for one of them. Safe for many threads.
 */
final class NodeHealth {

    private static final int FAILURES = 3;
    private static final int PAUSE_MILLIS = 300;

    private int failures;
    private long retryAt;

    synchronized boolean isWell() {
        return failures == 0;
    }

    synchronized boolean mayTry() {
        if (failures < FAILURES) {
            return true;
        }
        boolean due = System.nanoTime() - retryAt >= 0;
        if (due) {
            pause();
        }
        return due;
    }

    synchronized void failed() {
        failures++;
        pause();
    }

    synchronized void answered() {
        failures = 0;
    }

    private void pause() {
        retryAt = System.nanoTime() + Duration.ofMillis(PAUSE_MILLIS).toNanos();
    }
}
