package dev.sojourn.store.database;

import dev.sojourn.servers.PostgresServer;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreIT extends DatabaseContract {

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.shared();
    }

    @Override
    protected String variant() {
        return "database (postgresql " + server.version() + ")";
    }

    @Override
    protected DatabaseOptions.Source source() {
        return new DatabaseOptions.Url(server.url(), server.user(), server.password());
    }
}
