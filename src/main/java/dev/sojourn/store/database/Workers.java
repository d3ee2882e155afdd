package dev.sojourn.store.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Threads that wait for what cannot be told how long it may take. They end when they have had nothing to do for a while. */
final class Workers implements AutoCloseable {

    /** What the names of all threads of the store begin with. */
    static final String NAME = "sojourn-database";

    private static final int IDLE_SECONDS = 10;

    /** There was no answer in time. */
    static final class NotInTimeException extends SQLTransientConnectionException {
        private static final long serialVersionUID = 1L;

        NotInTimeException() {
            super("no connection in time", "08001");
        }
    }

    /** There was nobody to do it in time. */
    static final class AllAtWorkException extends SQLTransientConnectionException {
        private static final long serialVersionUID = 1L;
    }

    private final ThreadPoolExecutor threads;
    private final Semaphore free;

    /** At most so many at once. */
    Workers(int most) {
        // more threads than permits: a thread gives its permit back just before it is done
        threads = new ThreadPoolExecutor(
                0, 2 * most, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads());
        free = new Semaphore(most);
    }

    /** Makes threads that hold nothing of whoever asked for them first. */
    static ThreadFactory threads() {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, NAME + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(Workers.class.getClassLoader());
            return thread;
        };
    }

    /**
     * What a call answers, if it does in time.
     *
     * @throws SQLException of the call, or when there was no answer in time
     */
    <T extends @Nullable Object> T call(Deadline deadline, Callable<T> call) throws SQLException {
        if (!acquire(deadline)) {
            throw new AllAtWorkException();
        }
        var answer = new CompletableFuture<T>();
        try {
            threads.execute(() -> run(call, answer));
        } catch (RejectedExecutionException closed) {
            free.release();
            throw closed();
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

    private <T extends @Nullable Object> void run(Callable<T> call, CompletableFuture<T> answer) {
        try {
            answer.complete(call.call());
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

    private boolean acquire(Deadline deadline) {
        try {
            return free.tryAcquire() || free.tryAcquire(deadline.leftMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** For calls after the end. */
    static SQLException closed() {
        return new SQLNonTransientConnectionException("the store is closed", "08003");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
