package dev.sojourn.store.database;

import java.util.UUID;

class H2MemoryStoreTest extends DatabaseContract {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

    @Override
    protected DatabaseOptions.Source source() {
        return new DatabaseOptions.Url(url, null, null);
    }
}
