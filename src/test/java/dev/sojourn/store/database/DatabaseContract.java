package dev.sojourn.store.database;

import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The contract on one database. Each test has a prefix of its own in the same tables, which are emptied by nobody. */
abstract class DatabaseContract extends SessionStoreContract {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String prefix = "test" + NUMBER.incrementAndGet() + ":";

    /** Where it is, and who opens it. */
    protected abstract DatabaseOptions.Source source();

    @Override
    protected SessionStore newStore(Clock clock) {
        return open(clock);
    }

    @Override
    protected SessionStore secondNode(SessionStore first, Clock sameClock) {
        return open(sameClock);
    }

    private SessionStore open(Clock clock) {
        return DatabaseStores.open(
                new DatabaseOptions(source(), 10, Duration.ofSeconds(30), SchemaMode.CREATE, prefix), clock);
    }
}
