package dev.sojourn.store.database;

import dev.sojourn.servers.MariaDbServer;
import dev.sojourn.servers.SqlServer;

class MariaDbFaultIT extends FaultContract {

    @Override
    protected SqlServer startServer() {
        return MariaDbServer.start();
    }
}
