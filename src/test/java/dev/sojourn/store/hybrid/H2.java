package dev.sojourn.store.hybrid;

import dev.sojourn.store.SessionStore;
import dev.sojourn.store.database.DatabaseOptions;
import dev.sojourn.store.database.DatabaseStores;
import dev.sojourn.store.database.SchemaMode;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** A database in the memory of this JVM, to which any number of stores may be opened. */
final class H2 {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

    SessionStore open(Clock clock) {
        return DatabaseStores.open(
                new DatabaseOptions(
                        new DatabaseOptions.Url(url, null, null),
                        10,
                        Duration.ofSeconds(20),
                        SchemaMode.CREATE,
                        "sojourn:"),
                clock);
    }
}
