package dev.sojourn.support;

import dev.sojourn.support.StoppingStore.Point;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A call in a thread of its own that stands at a point of a {@link StoppingStore} until it is let go. */
public final class Stall<T> {

    private static final long PATIENCE_SECONDS = 60;

    private final Predicate<Point> where;
    private int left;
    private final CountDownLatch reachedOrDone = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile @Nullable Point stoodAt;
    private final Callable<T> call;
    private @Nullable FutureTask<T> task;

    Stall(Predicate<Point> where, int passed, Callable<T> call) {
        this.where = where;
        this.left = passed;
        this.call = call;
    }

    void start(Map<Thread, Stall<?>> stalls) {
        task = new FutureTask<>(() -> {
            stalls.put(Thread.currentThread(), this);
            try {
                return call.call();
            } finally {
                stalls.remove(Thread.currentThread());
                reachedOrDone.countDown();
            }
        });
        var thread = new Thread(task, "stalled");
        thread.setDaemon(true);
        thread.start();
        await(reachedOrDone);
    }

    /** In the stalled thread. */
    void reach(Point point) {
        if (stoodAt == null && where.test(point) && left-- == 0) {
            stoodAt = point;
            reachedOrDone.countDown();
            await(released);
        }
    }

    /** Whether the thread came to the point at all. */
    public boolean stood() {
        return stoodAt != null;
    }

    /** The point where it stands or stood; null where it finished without coming to it. */
    public @Nullable Point stoodAt() {
        return stoodAt;
    }

    /** Lets it go on, and gives its answer or what it threw. */
    public Outcome<T> resume() {
        released.countDown();
        FutureTask<T> running = task;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return Outcome.of(() -> running.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("a stalled thread was never let go, or never came to its point");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
