package dev.sojourn.store.guard;

import dev.failsafe.CircuitBreaker;
import dev.sojourn.StorageException;
import dev.sojourn.StorageUnavailableException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands before one storage's client. Every trip to the server goes through {@link #trip}. Safe for many threads.
 *
 * <p>After {@value #FAILURES} failures in a row to reach the server, calls fail at once; every {@value #PAUSE_MILLIS} ms one of them is let
 * through, for at most {@value #TRIAL_MILLIS} ms, to see whether it is back. The log says why trips fail, and when they go well again.
 */
public final class Guard {

    private static final int FAILURES = 3;
    private static final int PAUSE_MILLIS = 300;
    private static final int TRIAL_MILLIS = 1000;

    private final String storage;
    private final Duration timeout;
    private final CircuitBreaker<Object> breaker;
    private final Outage outage;
    private final ThreadLocal<Long> end = new ThreadLocal<>();

    /**
     * Closed, with nothing failed yet.
     *
     * @param storage its name, for messages
     * @param timeout of one operation, however many trips it takes
     */
    public Guard(String storage, Duration timeout) {
        this.storage = storage;
        this.timeout = timeout;
        this.outage = new Outage(storage);
        this.breaker = CircuitBreaker.builder()
                .withFailureThreshold(FAILURES)
                .withSuccessThreshold(1)
                .withDelay(Duration.ofMillis(PAUSE_MILLIS))
                .build();
    }

    /** Does work all of whose trips, by this thread, share one deadline. May be nested: the outermost counts. */
    public <T extends @Nullable Object> T operation(Supplier<T> work) {
        if (end.get() != null) {
            return work.get();
        }
        end.set(System.nanoTime() + timeout.toNanos());
        try {
            return work.get();
        } finally {
            end.remove();
        }
    }

    /**
     * One trip to the server.
     *
     * @param trip told how long it may take, at least a millisecond; throws {@link StorageException} when the server was not reached or
     *     did not answer in time, and {@link RefusedException} when it answered that it will not
     * @throws StorageUnavailableException also when the breaker is open or the operation's time is up; then nothing was sent
     */
    public <T extends @Nullable Object> T trip(Function<Duration, T> trip) {
        Duration left = left();
        if (left.toMillis() < 1) {
            throw new StorageUnavailableException(storage + ": the operation's time is up", null);
        }
        if (!breaker.tryAcquirePermit()) {
            throw new StorageUnavailableException(storage + " was not reachable a moment ago", null);
        }
        boolean reached = true;
        try {
            T answer = trip.apply(breaker.isClosed() ? left : shorter(left));
            outage.succeeded();
            return answer;
        } catch (RefusedException refused) {
            StorageUnavailableException failure = refused.toUnavailable();
            outage.failed(failure);
            throw failure;
        } catch (StorageException notReached) {
            reached = false;
            outage.failed(notReached);
            throw notReached;
        } finally {
            if (reached) {
                breaker.recordSuccess();
            } else {
                breaker.recordFailure();
            }
        }
    }

    private static Duration shorter(Duration left) {
        Duration trial = Duration.ofMillis(TRIAL_MILLIS);
        return left.compareTo(trial) < 0 ? left : trial;
    }

    private Duration left() {
        Long until = end.get();
        return until == null ? timeout : Duration.ofNanos(until - System.nanoTime());
    }
}
