package dev.sojourn.store.hybrid;

import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.Mirror;
import dev.sojourn.store.SessionStore;

/** Opens stores of the storage {@code hybrid}. */
public final class HybridStores {

    private HybridStores() {}

    /**
     * A store made of these two. Neither is asked for anything yet: an application may start before its servers. It has the capability
     * {@link HybridStatus}; {@link dev.sojourn.store.History}, {@link dev.sojourn.store.SearchIndex},
     * {@link dev.sojourn.store.NamespaceIndex} and {@link dev.sojourn.store.ExpiryIndex} where the database has them, and
     * {@link AtomicWrites} where the front has it. Closing it closes both.
     *
     * @param front answers reads, and takes writes first; keeps undelivered copies where it has a {@link dev.sojourn.store.Outbox}. Nobody
     *     else writes it
     * @param database keeps everything
     * @throws IllegalArgumentException when the database lacks {@link Mirror} or {@link AtomicWrites}
     */
    public static SessionStore open(SessionStore front, SessionStore database, HybridOptions options) {
        require(database, Mirror.class);
        require(database, AtomicWrites.class);
        var store = new HybridStore(front, database, options);
        store.start();
        return store;
    }

    private static void require(SessionStore database, Class<?> capability) {
        if (database.capability(capability).isEmpty()) {
            throw new IllegalArgumentException("the storage behind a hybrid is one with the capability "
                    + capability.getSimpleName() + " (database), not " + database.name());
        }
    }
}
