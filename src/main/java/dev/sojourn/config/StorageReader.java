package dev.sojourn.config;

import dev.sojourn.engine.HijackPolicy;
import dev.sojourn.store.database.DatabaseOptions;
import dev.sojourn.store.database.SchemaMode;
import dev.sojourn.store.encrypted.EncryptionKeys;
import dev.sojourn.store.jcache.JCacheOptions;
import dev.sojourn.store.memcached.MemcachedOptions;
import dev.sojourn.store.memcached.ServerAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads which storage, and the options of every storage: those of one that is not used must be right as well, but nothing has to be
 * there for it and nothing is warned of.
 */
final class StorageReader {

    private static final String NONE = "none";

    private final Values values;

    StorageReader(Values values) {
        this.values = values;
    }

    /** With a ready data source no other database has to be configured. */
    StorageSettings read(boolean dataSourceGiven) {
        String name = values.get(Keys.STORAGE);
        String fallback = fallback(name);
        String front = values.get(StorageKeys.HYBRID_FRONT);
        Set<String> used = used(name, fallback, front);
        CookieStorageSettings cookie = cookie(used.contains("cookie"));
        if (cookie != null && cookie.revocation() != null) {
            used.add(cookie.revocation());
        }
        if (used.contains("hybrid")) {
            requireDatabase(dataSourceGiven);
        }
        String prefix = values.get(Keys.PREFIX);
        return new StorageSettings(
                name,
                fallback,
                prefix,
                values.get(StorageKeys.MEMORY_MAX_SESSIONS),
                new JCacheOptions(
                        values.given(StorageKeys.JCACHE_PROVIDER), values.given(StorageKeys.JCACHE_CONFIG_URI), prefix),
                new RedisReader(values, used.contains("redis")).read(prefix),
                memcached(used.contains("memcached"), prefix),
                database(used.contains("database")),
                front,
                cookie,
                encryption(),
                values.get(StorageKeys.AUDIT_RETENTION).orElse(null));
    }

    /** Elsewhere nothing is as good as not set. Here it would store in the clear what was meant to be encrypted, and drop all that is. */
    private @Nullable EncryptionKeys encryption() {
        if (values.isSetToNothing(StorageKeys.ENCRYPTION_KEYS)) {
            values.refuse(
                    StorageKeys.ENCRYPTION_KEYS,
                    "",
                    "not empty; leave the key out to store without encryption: " + EncryptionKeys.ALLOWED);
        }
        return values.given(StorageKeys.ENCRYPTION_KEYS);
    }

    /** Both keys have to be chosen: the one is a secret, and about the other an operator has to have thought. */
    private @Nullable CookieStorageSettings cookie(boolean used) {
        EncryptionKeys keys = values.given(StorageKeys.COOKIE_STORAGE_KEYS);
        String revocation = values.given(StorageKeys.COOKIE_STORAGE_REVOCATION);
        if (!used) {
            return null;
        }
        String with = "required with the storage cookie: ";
        if (keys == null && values.sound(StorageKeys.COOKIE_STORAGE_KEYS)) {
            values.refuseMissing(StorageKeys.COOKIE_STORAGE_KEYS, with + EncryptionKeys.ALLOWED);
        }
        if (revocation == null && values.sound(StorageKeys.COOKIE_STORAGE_REVOCATION)) {
            values.refuseMissing(StorageKeys.COOKIE_STORAGE_REVOCATION, with + StorageTypes.REVOCATION.allowed());
        }
        if (values.sound(Keys.ABSOLUTE_TIMEOUT)
                && values.get(Keys.ABSOLUTE_TIMEOUT).isEmpty()) {
            values.refuse(
                    Keys.ABSOLUTE_TIMEOUT,
                    "off",
                    "a positive duration with the storage cookie: what is over is remembered until then");
        }
        for (Key<?> idle : List.of(Keys.MAX_PER_PRINCIPAL, Keys.MAX_BYTES, Keys.MAX_ANONYMOUS, Keys.RETENTION)) {
            if (values.given(idle) != null) {
                values.warn(idle.name() + " has no effect with the storage cookie");
            }
        }
        if (keys == null || sharesAKey(keys)) {
            return null;
        }
        if (NONE.equals(revocation)) {
            values.warn(StorageKeys.COOKIE_STORAGE_REVOCATION.name()
                    + " is none: logout is up to the client, a copy of its cookie is good until it expires");
            warnOfEndingNothing(Keys.HIJACK_ADDRESS, Keys.HIJACK_USER_AGENT);
        } else if ("memory".equals(revocation) && !values.dev()) {
            values.warn(StorageKeys.COOKIE_STORAGE_REVOCATION.name()
                    + " is memory: what has ended on this node is unknown to others, and to itself after a restart");
        }
        return new CookieStorageSettings(keys, NONE.equals(revocation) ? null : revocation);
    }

    /** Who asked for sessions to be ended should not believe that they are. */
    @SafeVarargs
    private void warnOfEndingNothing(Key<HijackPolicy.Reaction>... keys) {
        for (Key<HijackPolicy.Reaction> key : keys) {
            if (values.get(key) == HijackPolicy.Reaction.END) {
                values.warn(key.name() + " is end, which ends nothing with "
                        + StorageKeys.COOKIE_STORAGE_REVOCATION.name()
                        + "=none: the other client is refused, and the session goes on");
            }
        }
    }

    /** One key for two purposes would let the one be taken for the other. */
    private boolean sharesAKey(EncryptionKeys keys) {
        EncryptionKeys atRest = values.given(StorageKeys.ENCRYPTION_KEYS);
        boolean shared = atRest != null
                && keys.keys().stream()
                        .anyMatch(key -> atRest.keys().stream()
                                .anyMatch(other -> other.secret().matches(key.secret())));
        if (shared) {
            values.refuse(
                    StorageKeys.COOKIE_STORAGE_KEYS, "***", "other keys than " + StorageKeys.ENCRYPTION_KEYS.name());
        }
        return shared;
    }

    private @Nullable String fallback(String name) {
        String fallback = values.get(Keys.FALLBACK);
        if (values.sound(Keys.STORAGE, Keys.FALLBACK) && fallback.equals(name)) {
            values.refuse(Keys.FALLBACK, fallback, "another storage than " + Keys.STORAGE.name() + ", or " + NONE);
        }
        return fallback.equals(NONE) ? null : fallback;
    }

    private static Set<String> used(String name, @Nullable String fallback, String front) {
        Set<String> used = new HashSet<>(List.of(name));
        if (fallback != null) {
            used.add(fallback);
        }
        if (used.contains("hybrid")) {
            used.add(front);
            used.add("database");
        }
        return used;
    }

    /** The server's default data source is no database that anyone chose to keep sessions and their history in. */
    private void requireDatabase(boolean dataSourceGiven) {
        if (!dataSourceGiven
                && values.given(StorageKeys.DATABASE_URL) == null
                && values.given(StorageKeys.DATABASE_DATASOURCE) == null
                && values.sound(StorageKeys.DATABASE_URL, StorageKeys.DATABASE_DATASOURCE)) {
            values.refuseMissing(
                    StorageKeys.DATABASE_URL,
                    "this or " + StorageKeys.DATABASE_DATASOURCE.name() + " is required with the storage hybrid");
        }
    }

    private MemcachedOptions memcached(boolean used, String prefix) {
        Ties ties = new Ties(values, used);
        List<ServerAddress> servers = values.get(StorageKeys.MEMCACHED_SERVERS);
        ServerAddress single =
                new ServerAddress(values.get(StorageKeys.MEMCACHED_HOST), values.get(StorageKeys.MEMCACHED_PORT));
        if (!servers.isEmpty()) {
            ties.overrides(StorageKeys.MEMCACHED_SERVERS, StorageKeys.MEMCACHED_HOST, StorageKeys.MEMCACHED_PORT);
        }
        boolean login = ties.together(StorageKeys.MEMCACHED_USERNAME, StorageKeys.MEMCACHED_PASSWORD);
        return new MemcachedOptions(
                servers.isEmpty() ? List.of(single) : servers,
                login ? values.given(StorageKeys.MEMCACHED_USERNAME) : null,
                login ? values.given(StorageKeys.MEMCACHED_PASSWORD) : null,
                values.get(StorageKeys.MEMCACHED_POOL_SIZE),
                values.get(StorageKeys.MEMCACHED_TIMEOUT),
                prefix);
    }

    private DatabaseSettings database(boolean used) {
        Ties ties = new Ties(values, used);
        String url = values.given(StorageKeys.DATABASE_URL);
        String username = values.given(StorageKeys.DATABASE_USERNAME);
        String password = values.given(StorageKeys.DATABASE_PASSWORD);
        if (url == null) {
            ties.needs(StorageKeys.DATABASE_URL, StorageKeys.DATABASE_USERNAME, StorageKeys.DATABASE_PASSWORD);
        } else {
            ties.overrides(StorageKeys.DATABASE_URL, StorageKeys.DATABASE_DATASOURCE);
        }
        return new DatabaseSettings(
                url == null ? null : new DatabaseOptions.Url(url, username, password),
                values.get(StorageKeys.DATABASE_DATASOURCE),
                values.get(StorageKeys.DATABASE_POOL_SIZE),
                values.get(StorageKeys.DATABASE_TIMEOUT),
                schema());
    }

    private SchemaMode schema() {
        String given = values.given(StorageKeys.DATABASE_SCHEMA);
        return given != null
                ? SchemaMode.valueOf(given.toUpperCase(Locale.ROOT))
                : values.dev() ? SchemaMode.CREATE : SchemaMode.VALIDATE;
    }
}
