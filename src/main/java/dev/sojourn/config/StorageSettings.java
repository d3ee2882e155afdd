package dev.sojourn.config;

import dev.sojourn.store.encrypted.EncryptionKeys;
import dev.sojourn.store.jcache.JCacheOptions;
import dev.sojourn.store.memcached.MemcachedOptions;
import dev.sojourn.store.redis.RedisOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which storage, and what each of them would need. {@link #toString} tells no secret.
 *
 * @param name as in {@code sojourn.storage}
 * @param fallback the storage to take at start-up where that one cannot be had; null for none
 * @param prefix of every key in a shared storage
 * @param memoryMaxSessions the greatest number of sessions in the {@code memory} storage
 * @param jcache for the storage {@code jcache}
 * @param redis for the storage {@code redis}
 * @param memcached for the storage {@code memcached}
 * @param database for the storage {@code database}
 * @param hybridFront the storage in front of the database in {@code hybrid}
 * @param cookie for the storage {@code cookie}; null where that is not used
 * @param encryption keys for encryption at rest; null for none
 * @param auditRetention how long the history is kept; null for ever
 */
public record StorageSettings(
        String name,
        @Nullable String fallback,
        String prefix,
        int memoryMaxSessions,
        JCacheOptions jcache,
        RedisOptions redis,
        MemcachedOptions memcached,
        DatabaseSettings database,
        String hybridFront,
        @Nullable CookieStorageSettings cookie,
        @Nullable EncryptionKeys encryption,
        @Nullable Duration auditRetention) {}
