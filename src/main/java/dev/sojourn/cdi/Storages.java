package dev.sojourn.cdi;

import dev.sojourn.config.CookieStorageSettings;
import dev.sojourn.config.DatabaseSettings;
import dev.sojourn.config.StorageSettings;
import dev.sojourn.cookie.CookieSessions;
import dev.sojourn.cookie.SideStore;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.database.DatabaseOptions;
import dev.sojourn.store.database.DatabaseStores;
import dev.sojourn.store.encrypted.EncryptedStore;
import dev.sojourn.store.encrypted.EncryptionKeys;
import dev.sojourn.store.hybrid.HybridOptions;
import dev.sojourn.store.hybrid.HybridStores;
import dev.sojourn.store.jcache.JCacheStores;
import dev.sojourn.store.jcache.MemoryStores;
import dev.sojourn.store.memcached.MemcachedStores;
import dev.sojourn.store.redis.RedisOptions;
import dev.sojourn.store.redis.RedisStores;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.cache.CacheManager;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import redis.clients.jedis.UnifiedJedis;

/**
 * Opens storages by their names. A library may be missing where its storage is not used: its types stand in bodies of methods only, so
 * that this class can always be loaded.
 */
final class Storages {

    private static final Map<String, String> LIBRARIES = Map.of(
            "memory", "org.infinispan:infinispan-jcache and javax.cache:cache-api",
            "jcache", "org.infinispan:infinispan-jcache (or another JCache provider) and javax.cache:cache-api",
            "redis", "redis.clients:jedis",
            "cookie", "com.nimbusds:nimbus-jose-jwt",
            "memcached", "com.googlecode.xmemcached:xmemcached",
            "database", "org.hibernate.orm:hibernate-core, com.zaxxer:HikariCP and the JDBC driver of the database");

    private final StorageSettings settings;
    private final Clock clock;
    private final ApplicationBeans beans;

    Storages(StorageSettings settings, Clock clock, ApplicationBeans beans) {
        this.settings = settings;
        this.clock = clock;
        this.beans = beans;
    }

    /**
     * An open store.
     *
     * @param own whether Sojourn opened it; an application's own store is its own to close
     */
    record Opened(SessionStore store, boolean own) implements AutoCloseable {
        @Override
        public void close() {
            if (own) {
                store.close();
            }
        }
    }

    /**
     * Opens one, encrypted where there are keys for that; the caller closes it.
     *
     * @param name as in {@code sojourn.storage}
     * @throws MissingLibraryException when a library is not there
     * @throws StorageSetupException when it is configured wrongly
     */
    Opened open(String name) {
        return name.equals(CookieSessions.STORAGE) ? besideCookies() : store(name);
    }

    /** What is kept beside sessions in cookies: what is over and login attempts; these on this node alone where there is no such storage. */
    private Opened besideCookies() {
        String revocation = cookie().revocation();
        Opened side = store(revocation == null ? "memory" : revocation);
        try {
            CookieSessions.requireLibrary();
        } catch (NoClassDefFoundError missing) {
            side.close();
            throw missing(CookieSessions.STORAGE, missing);
        }
        return new Opened(new SideStore(side.store()), side.own());
    }

    /** Its settings; the configuration has them wherever the storage is used. */
    private CookieStorageSettings cookie() {
        return Objects.requireNonNull(settings.cookie(), "sojourn.cookie-storage");
    }

    private Opened store(String name) {
        Opened plain = plain(name);
        EncryptionKeys keys = settings.encryption();
        return keys == null
                ? plain
                : new Opened(new EncryptedStore(plain.store(), keys, new SecureRandom()), plain.own());
    }

    private Opened plain(String name) {
        return switch (name) {
            case "memory" -> opened(name, this::memory);
            case "jcache" -> opened(name, this::jcache);
            case "redis" -> opened(name, () -> redis(true));
            case "memcached" -> opened(name, this::memcached);
            case "database" -> opened(name, this::database);
            case "hybrid" -> opened(name, this::hybrid);
            case "custom" -> new Opened(beans.store(), false);
            default -> throw new IllegalArgumentException("no storage is named " + name);
        };
    }

    /** Takes what is missing for a missing library, also later, when a store uses some class for the first time. */
    static MissingLibraryException missing(String name, NoClassDefFoundError error) {
        return new MissingLibraryException(
                "the storage " + name + " needs a library that is not there (no class " + error.getMessage() + "); add "
                        + LIBRARIES.getOrDefault(name, "it") + " to the application",
                error);
    }

    private static Opened opened(String name, Supplier<SessionStore> opener) {
        try {
            return new Opened(opener.get(), true);
        } catch (NoClassDefFoundError missing) {
            throw missing(name, missing);
        } catch (IllegalArgumentException wrong) {
            throw new StorageSetupException(
                    "the storage " + name + " is configured wrongly: " + wrong.getMessage(), wrong);
        }
    }

    private SessionStore memory() {
        return MemoryStores.open(new MemoryStores.Options(settings.memoryMaxSessions(), clock));
    }

    private SessionStore jcache() {
        CacheManager given = beans.client(CacheManager.class);
        return given == null
                ? JCacheStores.open(settings.jcache(), clock)
                : JCacheStores.over(given, settings.prefix(), clock);
    }

    private SessionStore redis(boolean indexed) {
        UnifiedJedis given = beans.client(UnifiedJedis.class);
        RedisOptions options = settings.redis().withIndexed(indexed);
        return given == null ? RedisStores.open(options, clock) : RedisStores.over(given, options, clock);
    }

    private SessionStore memcached() {
        return MemcachedStores.open(settings.memcached(), clock);
    }

    private SessionStore database() {
        DatabaseSettings database = settings.database();
        return DatabaseStores.open(
                new DatabaseOptions(
                        source(database),
                        database.poolSize(),
                        database.timeout(),
                        database.schema(),
                        settings.prefix()),
                clock);
    }

    /** The front keeps no sets for listing: the database lists. */
    private SessionStore hybrid() {
        SessionStore front = settings.hybridFront().equals("redis")
                ? opened("redis", () -> redis(false)).store()
                : plain(settings.hybridFront()).store();
        try {
            SessionStore database = plain("database").store();
            return HybridStores.open(
                    front,
                    database,
                    HybridOptions.usual(clock, () -> ThreadLocalRandom.current().nextLong()));
        } catch (RuntimeException e) {
            front.close();
            throw e;
        }
    }

    // The name is the operator's, and its key allows only names of this server: none that leads to another.
    @SuppressWarnings("BanJNDI")
    private DatabaseOptions.Source source(DatabaseSettings database) {
        DataSource given = beans.client(DataSource.class);
        if (given != null) {
            return new DatabaseOptions.Given(given);
        }
        if (database.url() != null) {
            return database.url();
        }
        try {
            return new DatabaseOptions.Given(InitialContext.doLookup(database.dataSource()));
        } catch (NamingException | ClassCastException e) {
            throw new StorageSetupException(
                    "sojourn.database.datasource = " + database.dataSource()
                            + ": the server has no data source of this name; define one, or set sojourn.database.url",
                    e);
        }
    }
}
