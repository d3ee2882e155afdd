package dev.sojourn.store.database;

import dev.sojourn.servers.PostgresServer;
import org.junit.jupiter.api.BeforeEach;

class PostgresSchemaIT extends SchemaContract {

    private PostgresServer server;

    @BeforeEach
    void empty() {
        server = PostgresServer.shared();
    }

    @Override
    protected DatabaseOptions.Url source() {
        return new DatabaseOptions.Url(server.url(), server.user(), server.password());
    }
}
