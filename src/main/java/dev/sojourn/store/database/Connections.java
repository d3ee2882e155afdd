package dev.sojourn.store.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where connections come from: a pool of the store's own, or a given data source. Safe for many threads. */
interface Connections extends AutoCloseable {

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
    <T extends @Nullable Object> T use(Deadline deadline, Work<T> work) throws SQLException;

    /** Closes the connections and ends the threads. */
    @Override
    void close();
}
