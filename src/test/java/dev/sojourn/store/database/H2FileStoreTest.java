package dev.sojourn.store.database;

import java.nio.file.Path;
import org.h2.engine.Constants;
import org.junit.jupiter.api.io.TempDir;

class H2FileStoreTest extends DatabaseContract {

    @TempDir
    private Path folder;

    @Override
    protected String variant() {
        return "database (h2 " + Constants.VERSION + ", file)";
    }

    @Override
    protected DatabaseOptions.Source source() {
        return new DatabaseOptions.Url("jdbc:h2:file:" + folder.resolve("sojourn"), "sa", "secret");
    }
}
