package dev.sojourn.store.database;

import dev.sojourn.StorageTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a given data source. All of a trip is done on a thread of the store's: the caller waits no longer than the operation may
 * take, however long the server's own pool does, and nothing is part of the caller's transaction, which belongs to the caller's thread.
 */
final class GivenConnections implements Connections {

    private final DataSource dataSource;
    private final Workers workers;

    GivenConnections(DataSource dataSource, int most) {
        this.dataSource = dataSource;
        this.workers = new Workers(most);
    }

    @Override
    public <T extends @Nullable Object> T use(Deadline deadline, Work<T> work) throws SQLException {
        var begun = new AtomicReference<@Nullable Link>();
        try {
            return workers.call(deadline, () -> trip(deadline, work, begun), answer -> {});
        } catch (Workers.NotInTimeException e) {
            if (begun.get() != null) {
                throw new StorageTimeoutException("the database did not answer in time", e);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        workers.close();
    }

    private <T extends @Nullable Object> T trip(Deadline deadline, Work<T> work, AtomicReference<@Nullable Link> begun)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (deadline.leftMillis() < 1) {
                throw new Workers.NotInTimeException();
            }
            var link = Link.of(connection, deadline);
            begun.set(link);
            try {
                return work.on(link);
            } finally {
                link.giveBack();
            }
        }
    }
}
