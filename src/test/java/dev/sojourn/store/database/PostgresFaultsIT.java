package dev.sojourn.store.database;

import dev.sojourn.servers.PostgresServer;
import dev.sojourn.servers.SqlServer;

class PostgresFaultsIT extends DatabaseFaultsContract {

    @Override
    protected SqlServer startServer() {
        return PostgresServer.start();
    }

    @Override
    protected String storage() {
        return "database (postgresql)";
    }
}
