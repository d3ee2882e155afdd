package dev.sojourn.store.database;

import java.util.UUID;

class H2StressTest extends StressContract {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

    @Override
    protected DatabaseOptions.Source source() {
        return new DatabaseOptions.Url(url, null, null);
    }

    /** It does not count them. */
    @Override
    protected long deadlocks() {
        return 0;
    }
}
