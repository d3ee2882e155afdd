package dev.sojourn.store.hybrid;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/**
 * What a {@code hybrid} store must know.
 *
 * @param poll how often it asks the database whether the front is in service, and delivers what waits, 10 ms to 10 s: an end made while
 *     the front cannot be reached holds on every node after twice this time
 * @param nodeOutbox how many undelivered copies this node keeps in its memory, 100 to {@value #MOST_COPIES}
 * @param clock judges what is over
 * @param random where the names of generations and the nonces of this store's own records come from; need not be secret
 * @param threads makes the store's two threads, which end when it is closed
 */
public record HybridOptions(Duration poll, int nodeOutbox, Clock clock, LongSupplier random, ThreadFactory threads) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration USUAL = Duration.ofSeconds(1);
    private static final int FEWEST_COPIES = 100;
    private static final int MOST_COPIES = 10_000_000;
    private static final int USUAL_COPIES = 10_000;

    /** Checks the numbers. */
    public HybridOptions {
        if (poll.compareTo(SHORTEST) < 0 || poll.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a hybrid store polls every PT0.01S to PT10S, not " + poll);
        }
        if (nodeOutbox < FEWEST_COPIES || nodeOutbox > MOST_COPIES) {
            throw new IllegalArgumentException(
                    "a node keeps " + FEWEST_COPIES + " to " + MOST_COPIES + " undelivered copies, not " + nodeOutbox);
        }
    }

    /** Every second, 10 000 copies, on daemon threads. */
    public static HybridOptions usual(Clock clock, LongSupplier random) {
        return new HybridOptions(USUAL, USUAL_COPIES, clock, random, work -> {
            var thread = new Thread(work, "sojourn-hybrid");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The same on threads that a container manages. */
    public HybridOptions on(ThreadFactory managed) {
        return new HybridOptions(poll, nodeOutbox, clock, random, managed);
    }
}
