package dev.sojourn.store.database;

import java.util.UUID;
import org.h2.engine.Constants;

class H2MemoryStoreTest extends DatabaseContract {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

    @Override
    protected String variant() {
        return "database (h2 " + Constants.VERSION + ", memory)";
    }

    @Override
    protected DatabaseOptions.Source source() {
        return new DatabaseOptions.Url(url, null, null);
    }
}
