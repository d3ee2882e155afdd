package dev.sojourn.engine;

import dev.sojourn.StorageHealth;
import dev.sojourn.StorageMonitor;
import dev.sojourn.store.SessionStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The {@link StorageMonitor} over a store. Its threads are the executor's, and at most one of them waits for the store. */
public final class StoreMonitor implements StorageMonitor {

    private final SessionStore store;
    private final Executor executor;
    private final Duration patience;
    private @Nullable Question question;

    /**
     * Asks this store.
     *
     * @param executor runs what may take as long as the store's timeout
     * @param patience how long a caller waits
     */
    public StoreMonitor(SessionStore store, Executor executor, Duration patience) {
        this.store = store;
        this.executor = executor;
        this.patience = patience;
    }

    private record Question(long asked, CompletableFuture<Long> answered) {

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - asked);
        }
    }

    @Override
    public StorageHealth check() {
        Question asked = ask();
        try {
            // a question that has been open for too long is not waited for anew
            Duration left = patience.minus(asked.age());
            long answered = asked.answered().get(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS);
            return new StorageHealth(store.name(), true, Duration.ofNanos(answered - asked.asked()));
        } catch (ExecutionException | TimeoutException down) {
            return new StorageHealth(store.name(), false, asked.age());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new StorageHealth(store.name(), false, asked.age());
        }
    }

    private synchronized Question ask() {
        Question open = question;
        if (open != null && !open.answered().isDone()) {
            return open;
        }
        var answered = new CompletableFuture<Long>();
        var asked = new Question(System.nanoTime(), answered);
        question = asked;
        try {
            executor.execute(() -> answer(answered));
        } catch (RuntimeException rejected) {
            answered.completeExceptionally(rejected);
        }
        return asked;
    }

    private void answer(CompletableFuture<Long> answered) {
        try {
            store.ping();
            answered.complete(System.nanoTime());
        } catch (RuntimeException down) {
            answered.completeExceptionally(down);
        }
    }
}
