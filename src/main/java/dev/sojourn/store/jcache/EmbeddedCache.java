package dev.sojourn.store.jcache;

import java.net.URI;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.jcache.embedded.JCacheManager;

/** A local cache of Strings on an embedded Infinispan of its own. Whoever opens it closes it. */
final class EmbeddedCache implements AutoCloseable {

    private static final String NAME = "sojourn";

    private final CacheManager manager;
    private final Cache<String, String> cache;

    private EmbeddedCache(CacheManager manager, Cache<String, String> cache) {
        this.manager = manager;
        this.cache = cache;
    }

    /**
     * Starts one. The provider is named, because a server may have others; it is looked for where this class is, which in
     * a WAR is the WAR.
     */
    static EmbeddedCache open() {
        ClassLoader loader = EmbeddedCache.class.getClassLoader();
        CachingProvider provider = Caching.getCachingProvider(JCacheStores.INFINISPAN, loader);
        // JCache shares managers of one URI, and Infinispan, whose JCache always registers in JMX, makes its names of
        // it: a
        // URI of its own keeps a store apart from all others in the JVM.
        URI uri = URI.create("sojourn-memory-" + UUID.randomUUID());
        CacheManager manager = provider.getCacheManager(uri, loader, properties());
        try {
            // By reference: nothing is marshalled, and a String cannot change. Entries are neither evicted nor expired
            // here.
            var configuration = new MutableConfiguration<String, String>()
                    .setTypes(String.class, String.class)
                    .setStoreByValue(false)
                    .setStatisticsEnabled(false)
                    .setManagementEnabled(false);
            return new EmbeddedCache(manager, manager.createCache(NAME, configuration));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** Without metrics: a library for them is neither there nor wanted, and Infinispan would warn of that. */
    private static Properties properties() {
        Consumer<GlobalConfigurationBuilder> withoutMetrics =
                global -> global.metrics().gauges(false).histograms(false);
        var properties = new Properties();
        properties.put(JCacheManager.GLOBAL_CONFIGURATION_CONSUMER, withoutMetrics);
        return properties;
    }

    Cache<String, String> cache() {
        return cache;
    }

    /** Through the provider, which else would remember the closed manager for as long as the class loader lives. */
    @Override
    public void close() {
        manager.getCachingProvider().close(manager.getURI(), EmbeddedCache.class.getClassLoader());
    }
}
