package dev.sojourn.store.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.SqlServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.faults.StoreFaultsContract;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The faults of a database that is a server. */
abstract class DatabaseFaultsContract extends StoreFaultsContract {

    @Override
    protected abstract SqlServer startServer();

    private SqlServer database() {
        return (SqlServer) server();
    }

    @Override
    protected SessionStore open(int port, Duration timeout, Clock clock) {
        return open(port, database().password(), timeout, clock);
    }

    private SessionStore open(int port, String password, Duration timeout, Clock clock) {
        var source = new DatabaseOptions.Url(database().url(port), database().user(), password);
        return DatabaseStores.open(new DatabaseOptions(source, 4, timeout, SchemaMode.CREATE, "faults:"), clock);
    }

    @Test
    void wrong_password_is_told_and_not_repeated() {
        try (SessionStore store = open(server().port(), "wrong-one", Duration.ofSeconds(20), Clock.systemUTC())) {
            assertThatThrownBy(store::ping)
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("password")
                    .hasMessageNotContaining("wrong-one");
        }
    }
}
