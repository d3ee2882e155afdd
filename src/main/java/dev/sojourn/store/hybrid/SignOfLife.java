package dev.sojourn.store.hybrid;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Asks both stores at once, so that one that hangs does not keep the other's answer back until its own deadline. Of each at most one question is
 * open, which all who come meanwhile share; so a store that hangs holds one thread. Safe for many threads.
 */
final class SignOfLife {

    private final Question front;
    private final Question database;

    /**
     * Of these two.
     *
     * @param front fails when the front does not answer
     * @param database the same of the database
     * @param executor has a thread for each
     */
    SignOfLife(Runnable front, Runnable database, Executor executor) {
        this.front = new Question(front, executor);
        this.database = new Question(database, executor);
    }

    /**
     * Waits for the first that answers.
     *
     * @throws dev.sojourn.StorageException when neither does
     */
    void ofEither() {
        var first = new CompletableFuture<Void>();
        var both = CompletableFuture.allOf(
                front.ask().thenAccept(first::complete), database.ask().thenAccept(first::complete));
        // comes when both have answered: where one of them did well, it is too late for this
        var unused = both.exceptionally(down -> {
            first.completeExceptionally(down);
            return null;
        });
        try {
            first.join();
        } catch (CompletionException down) {
            throw down.getCause() instanceof RuntimeException why ? why : down;
        }
    }

    private static final class Question {

        private final Runnable work;
        private final Executor executor;
        private CompletableFuture<Void> open = CompletableFuture.completedFuture(null);

        Question(Runnable work, Executor executor) {
            this.work = work;
            this.executor = executor;
        }

        synchronized CompletableFuture<Void> ask() {
            if (open.isDone()) {
                open = CompletableFuture.runAsync(work, executor);
            }
            return open;
        }
    }
}
