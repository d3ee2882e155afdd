package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import dev.sojourn.store.StoredRecord;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Sojourn asks of a store, asked of this one. */
class FileStoreTest extends SessionStoreContract {

    @TempDir
    private Path directory;

    @Override
    protected SessionStore newStore(Clock clock) {
        return open();
    }

    private FileStore open() {
        return new FileStore(directory.resolve("sessions.mv").toString(), clock);
    }

    /** The one promise that is this store's own. */
    @Test
    void restart_keepsTheSessions() {
        StoredRecord record =
                RecordBuilder.session("half \uD800 pair", clock.instant()).build();
        store.create(record);
        store.close();
        try (SessionStore reopened = open()) {
            assertEquals(record, reopened.load(record.key()));
        }
    }
}
