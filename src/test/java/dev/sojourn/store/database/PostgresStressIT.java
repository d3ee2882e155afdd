package dev.sojourn.store.database;

import dev.sojourn.servers.PostgresServer;
import org.junit.jupiter.api.BeforeEach;

class PostgresStressIT extends StressContract {

    private static final String DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";

    private PostgresServer server;

    @BeforeEach
    void empty() {
        server = PostgresServer.shared();
    }

    @Override
    protected DatabaseOptions.Source source() {
        return new DatabaseOptions.Url(server.url(), server.user(), server.password());
    }

    @Override
    protected long deadlocks() {
        return Long.parseLong(server.query(DEADLOCKS).get(0));
    }
}
