package dev.sojourn.store.database;

import java.util.UUID;

class H2SchemaTest extends SchemaContract {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=10";

    @Override
    protected DatabaseOptions.Url source() {
        return new DatabaseOptions.Url(url, "sa", "");
    }
}
