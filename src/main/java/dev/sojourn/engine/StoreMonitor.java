package dev.sojourn.engine;

import dev.sojourn.StorageHealth;
import dev.sojourn.StorageMonitor;
import dev.sojourn.store.Backlog;
import dev.sojourn.store.SessionStore;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The {@link StorageMonitor} over a store. Its threads are the executor's, and at most one of them waits for each kind of answer. */
public final class StoreMonitor implements StorageMonitor {

    private final SessionStore store;
    private final Duration patience;
    private final Line sign;
    private final @Nullable Line backlog;

    /**
     * Asks this store.
     *
     * @param executor runs what may take as long as the store's timeout
     * @param patience how long a caller waits
     */
    public StoreMonitor(SessionStore store, Executor executor, Duration patience) {
        this.store = store;
        this.patience = patience;
        this.sign = new Line(executor, () -> {
            store.ping();
            return System.nanoTime();
        });
        this.backlog = store.capability(Backlog.class)
                .map(waiting -> new Line(executor, waiting::waiting))
                .orElse(null);
    }

    @Override
    public StorageHealth check() {
        Question asked = sign.ask();
        OptionalLong answered = asked.within(patience);
        return answered.isPresent()
                ? new StorageHealth(store.name(), true, Duration.ofNanos(answered.getAsLong() - asked.asked()))
                : new StorageHealth(store.name(), false, asked.age());
    }

    @Override
    public OptionalLong outbox() {
        return backlog == null ? OptionalLong.empty() : backlog.ask().within(patience);
    }

    private record Question(long asked, CompletableFuture<Long> answered) {

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - asked);
        }

        /** The answer, unless it fails or takes longer; a question that has been open for too long is not waited for anew. */
        OptionalLong within(Duration patience) {
            Duration left = patience.minus(age());
            try {
                return OptionalLong.of(answered.get(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS));
            } catch (ExecutionException | TimeoutException down) {
                return OptionalLong.empty();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return OptionalLong.empty();
            }
        }
    }

    /** Where one question at a time is open, which all who come meanwhile share. */
    private static final class Line {

        private final Executor executor;
        private final LongSupplier work;
        private @Nullable Question question;

        Line(Executor executor, LongSupplier work) {
            this.executor = executor;
            this.work = work;
        }

        synchronized Question ask() {
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
                answered.complete(work.getAsLong());
            } catch (RuntimeException down) {
                answered.completeExceptionally(down);
            }
        }
    }
}
