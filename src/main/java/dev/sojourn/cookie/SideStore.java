package dev.sojourn.cookie;

import dev.sojourn.store.Exchange;
import dev.sojourn.store.ForwardingStore;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What stands beside sessions in cookies: the storage of the denylist and of login attempts, under the name of the storage that an operator
 * chose. It closes the store that it was given.
 */
public final class SideStore extends ForwardingStore {

    /** This store, under the name {@code cookie}. */
    public SideStore(SessionStore store) {
        super(store);
    }

    @Override
    public String name() {
        return CookieSessions.STORAGE;
    }

    @Override
    public Exchange exchange(List<RecordWrite> writes, Collection<RecordKey> reads) {
        return store().exchange(writes, reads);
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return store().capability(type);
    }
}
