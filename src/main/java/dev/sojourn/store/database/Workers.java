package dev.sojourn.store.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Threads that wait for what cannot be told how long it may take. They end when they have had nothing to do for a while. */
final class Workers implements AutoCloseable {

    private static final int IDLE_SECONDS = 10;

    /** There was no answer in time, or nobody to wait for it. */
    static final class NotInTimeException extends SQLTransientConnectionException {
        private static final long serialVersionUID = 1L;

        NotInTimeException() {
            super("no connection in time", "08001");
        }
    }

    private final ThreadPoolExecutor threads;
    private final Semaphore free;

    /** At most so many at once. */
    Workers(int most) {
        var number = new AtomicInteger();
        // more threads than permits: a thread gives its permit back just before it is done
        threads =
                new ThreadPoolExecutor(0, 2 * most, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    var thread = new Thread(task, "sojourn-database-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    thread.setContextClassLoader(Workers.class.getClassLoader());
                    return thread;
                });
        free = new Semaphore(most);
    }

    /**
     * What a call answers, if it does in time.
     *
     * @param tooLate gets what it answers later
     * @throws SQLException of the call, or when there was no answer in time
     */
    <T extends @Nullable Object> T call(Deadline deadline, Callable<T> call, Consumer<T> tooLate) throws SQLException {
        if (!acquire(free, deadline)) {
            throw new NotInTimeException();
        }
        var answer = new CompletableFuture<T>();
        try {
            threads.execute(() -> run(call, answer, tooLate));
        } catch (RejectedExecutionException closed) {
            free.release();
            throw Pool.closed();
        }
        try {
            return answer.get(deadline.leftMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            // Below: the answer may have come in this moment.
        }
        var notInTime = new NotInTimeException();
        if (answer.completeExceptionally(notInTime)) {
            throw notInTime;
        }
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw failure(e.getCause());
        }
    }

    private <T extends @Nullable Object> void run(Callable<T> call, CompletableFuture<T> answer, Consumer<T> tooLate) {
        try {
            T value = call.call();
            if (!answer.complete(value)) {
                tooLate.accept(value);
            }
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        } finally {
            free.release();
        }
    }

    private static SQLException failure(@Nullable Throwable cause) {
        if (cause instanceof SQLException failed) {
            return failed;
        }
        if (cause instanceof RuntimeException own) {
            throw own;
        }
        return new SQLTransientConnectionException("the driver failed", "08001", cause);
    }

    /** Waits for a permit; false when there was none in time. */
    static boolean acquire(Semaphore permits, Deadline deadline) {
        try {
            return permits.tryAcquire() || permits.tryAcquire(deadline.leftMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
