package dev.sojourn.feed;

import dev.sojourn.servers.MariaDbServer;
import dev.sojourn.servers.SqlServer;

class MariaDbFeedIT extends HistoryFeedContract {

    @Override
    SqlServer server() {
        return MariaDbServer.shared();
    }
}
