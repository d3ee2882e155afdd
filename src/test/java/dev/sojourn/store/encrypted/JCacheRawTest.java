package dev.sojourn.store.encrypted;

import dev.sojourn.store.SessionStore;
import dev.sojourn.store.jcache.JCacheStores;
import java.net.URI;
import java.time.Clock;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;

/** A local cache of Infinispan, and everything in it. */
class JCacheRawTest extends RawStorageContract {

    private final CacheManager manager = Caching.getCachingProvider("org.infinispan.jcache.embedded.JCachingProvider")
            .getCacheManager(URI.create("raw-storage"), JCacheRawTest.class.getClassLoader());
    private final Cache<String, String> cache = manager.createCache("sojourn", new MutableConfiguration<>());

    @AfterEach
    void close() {
        manager.close();
    }

    @Override
    SessionStore open(Clock time) {
        return JCacheStores.over(manager, "raw:", time);
    }

    @Override
    String raw() {
        var all = new StringBuilder();
        cache.forEach(entry ->
                all.append(entry.getKey()).append('\n').append(entry.getValue()).append('\n'));
        return all.toString();
    }
}
