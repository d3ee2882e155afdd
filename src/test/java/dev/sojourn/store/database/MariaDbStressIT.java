package dev.sojourn.store.database;

import dev.sojourn.servers.MariaDbServer;
import org.junit.jupiter.api.BeforeEach;

class MariaDbStressIT extends StressContract {

    private static final String DEADLOCKS =
            "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'INNODB_DEADLOCKS'";

    private MariaDbServer server;

    @BeforeEach
    void empty() {
        server = MariaDbServer.shared();
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
