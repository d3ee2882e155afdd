package dev.sojourn.store.database;

import dev.sojourn.servers.MariaDbServer;
import dev.sojourn.servers.SqlServer;

class MariaDbFaultsIT extends DatabaseFaultsContract {

    @Override
    protected SqlServer startServer() {
        return MariaDbServer.start();
    }

    @Override
    protected String storage() {
        return "database (mariadb)";
    }
}
