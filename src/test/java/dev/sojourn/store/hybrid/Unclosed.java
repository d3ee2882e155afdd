package dev.sojourn.store.hybrid;

import dev.sojourn.store.ForwardingStore;
import dev.sojourn.store.SessionStore;
import java.util.Optional;

/** A store that two nodes share and neither closes. */
final class Unclosed extends ForwardingStore {

    Unclosed(SessionStore shared) {
        super(shared);
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return store().capability(type);
    }

    @Override
    public void close() {}
}
