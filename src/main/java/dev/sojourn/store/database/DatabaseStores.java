package dev.sojourn.store.database;

import dev.sojourn.store.SessionStore;
import java.time.Clock;

/** Opens stores of the storage {@code database}. */
public final class DatabaseStores {

    private DatabaseStores() {}

    /**
     * A store over a database. Nothing is connected to yet: the first operation does that, and looks after the tables, so that an
     * application may start before its database. {@link SessionStore#ping} tells whether all is well; when the tables are not as they have to
     * be, the {@link dev.sojourn.StorageUnavailableException} of every operation has a {@link SchemaException} as its cause, and the
     * next operation looks again.
     *
     * <p>It has the capabilities {@link dev.sojourn.store.SearchIndex}, {@link dev.sojourn.store.NamespaceIndex},
     * {@link dev.sojourn.store.ExpiryIndex}, {@link dev.sojourn.store.AtomicWrites}, {@link dev.sojourn.store.History} and
     * {@link dev.sojourn.store.Mirror}. Closing it closes its own connections and ends its threads.
     *
     * @param clock judges what is over
     */
    public static SessionStore open(DatabaseOptions options, Clock clock) {
        return DatabaseStore.open(options, clock);
    }
}
