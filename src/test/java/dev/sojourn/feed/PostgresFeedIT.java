package dev.sojourn.feed;

import dev.sojourn.servers.PostgresServer;
import dev.sojourn.servers.SqlServer;

class PostgresFeedIT extends HistoryFeedContract {

    @Override
    SqlServer server() {
        return PostgresServer.shared();
    }
}
