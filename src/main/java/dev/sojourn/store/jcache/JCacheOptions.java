package dev.sojourn.store.jcache;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code jcache} store must know.
 *
 * @param provider class of the JCache provider; null for the embedded Infinispan
 * @param configUri its configuration; null for Sojourn's own with the embedded Infinispan, and for the provider's default with others
 * @param prefix of every key; any text
 */
public record JCacheOptions(
        @Nullable String provider, @Nullable URI configUri, String prefix) {}
