package dev.sojourn.store.database;

import dev.sojourn.servers.MariaDbServer;
import org.junit.jupiter.api.BeforeEach;

class MariaDbSchemaIT extends SchemaContract {

    private MariaDbServer server;

    @BeforeEach
    void empty() {
        server = MariaDbServer.shared();
    }

    @Override
    protected DatabaseOptions.Url source() {
        return new DatabaseOptions.Url(server.url(), server.user(), server.password());
    }
}
