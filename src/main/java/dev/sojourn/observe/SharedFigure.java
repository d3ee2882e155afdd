package dev.sojourn.observe;

import dev.sojourn.NotSupportedException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A figure that costs the storage something. All who ask share one answer for a while, and that while is the longer the more it cost, so that
 * finding it out takes at most a hundredth of the storage's time however often it is wanted. At most one thread of the executor waits for it.
 * Safe for many threads.
 */
final class SharedFigure {

    private static final long LEAST_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int TIMES_ITS_COST = 100;

    private final LongSupplier question;
    private final Executor executor;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private OptionalLong last = OptionalLong.empty();
    private long askAgainAt;
    private long askedAt;
    private @Nullable CompletableFuture<Void> open;
    private boolean unanswerable;

    /**
     * Asks nothing yet.
     *
     * @param question may take long, and throw; {@link NotSupportedException} for good
     * @param patience how long a caller waits where there is no answer to share
     * @param nanoTime as {@link System#nanoTime}
     */
    SharedFigure(LongSupplier question, Executor executor, Duration patience, LongSupplier nanoTime) {
        this.question = question;
        this.executor = executor;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** The figure; empty when it could not be had, or not yet. */
    OptionalLong get() {
        CompletableFuture<Void> asked;
        long left;
        synchronized (this) {
            long now = nanoTime.getAsLong();
            if (unanswerable || (last.isPresent() && now - askAgainAt < 0)) {
                return last;
            }
            if (open == null) {
                ask(now);
            }
            asked = open;
            // while a newer answer is on its way, the older one will do
            if (asked == null || last.isPresent()) {
                return last;
            }
            left = patience.toNanos() - (now - askedAt);
        }
        await(asked, left);
        synchronized (this) {
            return last;
        }
    }

    private static void await(CompletableFuture<Void> asked, long nanos) {
        try {
            asked.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException notYet) {
            // the answer is empty
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(long now) {
        var asked = new CompletableFuture<Void>();
        open = asked;
        askedAt = now;
        try {
            executor.execute(() -> answer(asked));
        } catch (RuntimeException rejected) {
            settle(asked, OptionalLong.empty(), false);
        }
    }

    private void answer(CompletableFuture<Void> asked) {
        try {
            settle(asked, OptionalLong.of(question.getAsLong()), false);
        } catch (NotSupportedException never) {
            settle(asked, OptionalLong.empty(), true);
        } catch (RuntimeException down) {
            settle(asked, OptionalLong.empty(), false);
        }
    }

    private void settle(CompletableFuture<Void> asked, OptionalLong answer, boolean forGood) {
        synchronized (this) {
            long now = nanoTime.getAsLong();
            last = answer;
            unanswerable = forGood;
            askAgainAt = now + Math.max(LEAST_NANOS, TIMES_ITS_COST * (now - askedAt));
            open = null;
        }
        asked.complete(null);
    }
}
