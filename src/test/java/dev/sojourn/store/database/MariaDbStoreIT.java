package dev.sojourn.store.database;

import dev.sojourn.servers.MariaDbServer;
import org.junit.jupiter.api.BeforeAll;

class MariaDbStoreIT extends DatabaseContract {

    private static MariaDbServer server;

    @BeforeAll
    static void start() {
        server = MariaDbServer.shared();
    }

    @Override
    protected String variant() {
        return "database (mariadb " + server.version() + ")";
    }

    @Override
    protected DatabaseOptions.Source source() {
        return new DatabaseOptions.Url(server.url(), server.user(), server.password());
    }
}
