package dev.sojourn.store.database;

import dev.sojourn.StorageTimeoutException;
import dev.sojourn.store.guard.RefusedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Connections in use, in time. All of a trip is done on a thread of the store's: the caller waits no longer than the operation may take,
 * however long a pool or a driver does, and nothing is part of the caller's transaction, which belongs to the caller's thread. Safe for many threads.
 */
final class Connections implements AutoCloseable {

    private final Supply supply;
    private final int most;
    private final Workers workers;

    /** With so many in use at most. */
    Connections(Supply supply, int most) {
        this.supply = supply;
        this.most = most;
        this.workers = new Workers(most);
    }

    /** Where connections come from: a given data source, or a pool of the store's own. */
    @FunctionalInterface
    interface Supply extends AutoCloseable {

        /** One that nobody else uses until it is closed. May take longer than the time that is left. */
        Connection get(Deadline deadline) throws SQLException;

        /** When one breaks, others may be broken too. */
        default void doubt() {}

        @Override
        default void close() {}
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T on(Link link);
    }

    /**
     * Does work on a connection, in time.
     *
     * @param work throws what {@link Failures} makes of a failure; another exception of its own passes through
     * @throws SQLException when there was no connection; then the work was not begun
     * @throws dev.sojourn.StorageException when the work was begun and did not end in time
     */
    <T extends @Nullable Object> T use(Deadline deadline, Work<T> work) throws SQLException {
        var begun = new AtomicBoolean();
        try {
            return workers.call(deadline, () -> trip(deadline, work, begun));
        } catch (Workers.AllAtWorkException e) {
            throw new RefusedException("all " + most + " connections are in use (sojourn.database.pool-size)", e);
        } catch (Workers.NotInTimeException e) {
            if (begun.get()) {
                throw new StorageTimeoutException("the database did not answer in time", e);
            }
            throw e;
        }
    }

    /** Some connection turned out to be broken. */
    void doubt() {
        supply.doubt();
    }

    /** Closes own connections and ends the threads. */
    @Override
    public void close() {
        supply.close();
        workers.close();
    }

    private <T extends @Nullable Object> T trip(Deadline deadline, Work<T> work, AtomicBoolean begun)
            throws SQLException {
        var link = Link.of(supply.get(deadline), deadline);
        try {
            if (deadline.leftMillis() < 1) {
                throw new Workers.NotInTimeException();
            }
            begun.set(true);
            return work.on(link);
        } finally {
            link.giveBack();
        }
    }
}
