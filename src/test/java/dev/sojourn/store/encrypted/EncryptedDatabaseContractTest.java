package dev.sojourn.store.encrypted;

import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import dev.sojourn.store.database.DatabaseOptions;
import dev.sojourn.store.database.DatabaseStores;
import dev.sojourn.store.database.SchemaMode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.h2.engine.Constants;

/** Encrypted before it goes to a database, which has a history, a mirror and writes of its own. */
class EncryptedDatabaseContractTest extends SessionStoreContract {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

    @Override
    protected SessionStore newStore(Clock clock) {
        var options = new DatabaseOptions(
                new DatabaseOptions.Url(url, null, null), 10, Duration.ofSeconds(30), SchemaMode.CREATE, "test:");
        return new EncryptedStore(DatabaseStores.open(options, clock), TestKeys.of("k2", "k1"), new SecureRandom());
    }

    @Override
    protected SessionStore secondNode(SessionStore first, Clock sameClock) {
        return newStore(sameClock);
    }

    @Override
    protected String variant() {
        return "database (h2 " + Constants.VERSION + ", memory), encrypted";
    }

    @Override
    protected boolean knowsAddresses() {
        return false;
    }
}
