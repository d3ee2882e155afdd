package dev.sojourn.store.jcache;

import dev.sojourn.store.SessionStore;
import java.time.Clock;

/** Opens stores of the storage {@code memory}. */
public final class MemoryStores {

    private MemoryStores() {}

    /**
     * What a {@code memory} store must know.
     *
     * @param maxSessions the greatest number of session records, ended ones included, 1 to {@value #MOST}; of each other
     *     kind there may be four times as many
     * @param clock judges what is over
     */
    public record Options(int maxSessions, Clock clock) {

        private static final int MOST = 100_000_000;

        /** Checks the number. */
        public Options {
            if (maxSessions < 1 || maxSessions > MOST) {
                throw new IllegalArgumentException(MemoryStore.LIMIT_KEY + " is 1 to " + MOST + ", not " + maxSessions);
            }
        }
    }

    /**
     * Starts an empty store with a cache of its own, independent of every other one in this JVM. It has the capabilities
     * {@link dev.sojourn.store.SearchIndex}, {@link dev.sojourn.store.NamespaceIndex} and
     * {@link dev.sojourn.store.ExpiryIndex}. Closing it stops the cache and drops everything.
     */
    public static SessionStore open(Options options) {
        EmbeddedCache cache = EmbeddedCache.open();
        var records = new JCacheStore(MemoryStore.NAME, new AnyCache(cache.cache()), "", options.clock());
        return new MemoryStore(records, options, cache::close);
    }
}
