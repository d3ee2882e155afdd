package dev.sojourn.store.database;

import dev.sojourn.store.PrefixContract;
import dev.sojourn.store.SessionStore;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

class DatabasePrefixTest extends PrefixContract {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=10";

    @Override
    protected SessionStore open(String prefix, Clock clock) {
        return DatabaseStores.open(
                new DatabaseOptions(
                        new DatabaseOptions.Url(url, null, null), 5, Duration.ofSeconds(20), SchemaMode.CREATE, prefix),
                clock);
    }
}
