package dev.sojourn.store.jcache;

import dev.sojourn.store.SessionStore;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Real {@code memory} stores over one cache for all tests of a JVM, each with a prefix and indexes of its own: starting
 * Infinispan takes a hundred times as long as a test of a rule.
 */
public final class SharedMemory {

    private static final EmbeddedCache CACHE = EmbeddedCache.open();
    private static final AtomicLong OPENED = new AtomicLong();

    private SharedMemory() {}

    /** An empty store, which shares nothing with those opened before. */
    public static SessionStore open(int maxSessions, Clock clock) {
        var records = new JCacheStore(
                MemoryStore.NAME, new AnyCache(CACHE.cache()), "test-" + OPENED.incrementAndGet() + ":", clock);
        return new MemoryStore(records, new MemoryStores.Options(maxSessions, clock), () -> {});
    }
}
