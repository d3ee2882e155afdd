package dev.sojourn.store.encrypted;

import dev.sojourn.store.SessionStore;
import dev.sojourn.store.database.DatabaseOptions;
import dev.sojourn.store.database.DatabaseStores;
import dev.sojourn.store.database.SchemaMode;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

class H2RawTest extends RawStorageContract {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

    @Override
    SessionStore open(Clock time) {
        return DatabaseStores.open(
                new DatabaseOptions(
                        new DatabaseOptions.Url(url, null, null), 5, Duration.ofSeconds(30), SchemaMode.CREATE, "raw:"),
                time);
    }

    @Override
    String raw() throws Exception {
        return SqlRaw.of(url, "", "");
    }
}
