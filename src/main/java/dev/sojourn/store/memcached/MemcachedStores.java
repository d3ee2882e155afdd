package dev.sojourn.store.memcached;

import dev.sojourn.store.SessionStore;
import java.time.Clock;

/** Opens stores of the storage {@code memcached}. */
public final class MemcachedStores {

    private MemcachedStores() {}

    /**
     * Opens a store. The servers need not be there yet: until one is, its keys are unavailable. Closing the store closes its
     * connections and ends its threads.
     *
     * @param clock judges what is over
     */
    public static SessionStore open(MemcachedOptions options, Clock clock) {
        Servers servers = Servers.open(options);
        var keys = new KeyTexts(options.prefix());
        return new MemcachedStore(servers, keys, new Records(servers, keys, clock));
    }
}
