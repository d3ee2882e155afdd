package dev.sojourn.store.encrypted;

import dev.sojourn.servers.MariaDbServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.database.DatabaseOptions;
import dev.sojourn.store.database.DatabaseStores;
import dev.sojourn.store.database.SchemaMode;
import java.time.Clock;
import java.time.Duration;

class MariaDbRawIT extends RawStorageContract {

    private final MariaDbServer server = MariaDbServer.shared();

    @Override
    SessionStore open(Clock time) {
        var url = new DatabaseOptions.Url(server.url(), server.user(), server.password());
        return DatabaseStores.open(
                new DatabaseOptions(url, 5, Duration.ofSeconds(30), SchemaMode.CREATE, "raw:"), time);
    }

    @Override
    String raw() throws Exception {
        return SqlRaw.of(server.url(), server.user(), server.password());
    }
}
