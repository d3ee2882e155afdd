package dev.sojourn.store.jcache;

import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.KeyPrefix;
import dev.sojourn.store.SessionStore;
import java.net.URI;
import java.time.Clock;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.infinispan.AdvancedCache;
import org.jspecify.annotations.Nullable;

/** Opens stores of the storage {@code jcache}. */
public final class JCacheStores {

    /** The name of the cache that holds the records. */
    public static final String CACHE = "sojourn";

    /** The embedded Infinispan's provider. */
    static final String INFINISPAN = "org.infinispan.jcache.embedded.JCachingProvider";

    private static final Log LOG = Log.of(JCacheStores.class);
    private static final URI OWN_CONFIGURATION = URI.create("META-INF/sojourn-jcache.xml");

    private JCacheStores() {}

    /**
     * A store over a cache manager of its own, which {@link SessionStore#close} closes. With Infinispan this joins the cluster, or begins
     * one. It has the capabilities {@link dev.sojourn.store.SearchIndex} and {@link dev.sojourn.store.NamespaceIndex}, which walk over
     * all records, and no others.
     *
     * @param clock judges what is over
     * @throws IllegalArgumentException when there is no such provider, or its configuration cannot be read, or it is Infinispan's and
     *     defines no cache named {@value #CACHE}
     */
    public static SessionStore open(JCacheOptions options, Clock clock) {
        String name = options.provider() == null ? INFINISPAN : options.provider();
        boolean infinispan = name.equals(INFINISPAN);
        URI uri = options.configUri() == null && infinispan ? OWN_CONFIGURATION : options.configUri();
        // where this class is, which in a WAR is the WAR: a server may have providers of its own
        ClassLoader loader = JCacheStores.class.getClassLoader();
        CachingProvider provider;
        CacheManager manager;
        try {
            provider = Caching.getCachingProvider(name, loader);
            manager = uri == null ? provider.getCacheManager(null, loader) : provider.getCacheManager(uri, loader);
        } catch (RuntimeException e) {
            // JCache's own exceptions, and whatever a provider throws for its configuration
            throw new IllegalArgumentException(
                    "the JCache provider " + name + " does not start with " + (uri == null ? "its default" : uri), e);
        }
        // not the manager: the provider would remember it for as long as the class loader lives
        Runnable closer = () -> provider.close(manager.getURI(), loader);
        try {
            return new SharedStore(records(manager, !infinispan, options.prefix(), clock), closer);
        } catch (RuntimeException e) {
            closer.run();
            throw e;
        }
    }

    /**
     * A store over a cache manager that was given: it is used and never closed. The cache named {@value #CACHE} is made as the manager
     * makes caches by default where there is none.
     *
     * @param prefix of every key; any text
     * @param clock judges what is over
     */
    public static SessionStore over(CacheManager manager, String prefix, Clock clock) {
        return new SharedStore(records(manager, true, prefix, clock), () -> {});
    }

    private static JCacheStore records(CacheManager manager, boolean make, String prefix, Clock clock) {
        Cache<String, String> cache = manager.getCache(CACHE);
        if (cache == null && !make) {
            throw new IllegalArgumentException(
                    "the configuration of Infinispan at " + manager.getURI() + " defines no cache named " + CACHE);
        }
        if (cache == null) {
            LOG.say(
                    Message.JCACHE_CACHE_MADE,
                    CACHE,
                    manager.getCachingProvider().getClass().getName());
            cache = manager.createCache(CACHE, new MutableConfiguration<>());
        }
        return new JCacheStore(SharedStore.NAME, recordCache(cache, clock), KeyPrefix.ended(prefix), clock);
    }

    private static RecordCache recordCache(Cache<String, String> cache, Clock clock) {
        AdvancedCache<String, String> infinispan = infinispan(cache);
        return infinispan == null ? new AnyCache(cache) : new InfinispanCache(infinispan, clock);
    }

    /** Infinispan behind a cache; null for another provider, also where Infinispan is not there at all. */
    @SuppressWarnings("unchecked") // the cache is one of Strings, and so is what it stands for
    private static @Nullable AdvancedCache<String, String> infinispan(Cache<String, String> cache) {
        try {
            return cache.unwrap(AdvancedCache.class);
        } catch (IllegalArgumentException | NoClassDefFoundError another) {
            return null;
        }
    }
}
