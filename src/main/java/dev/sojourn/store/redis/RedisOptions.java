package dev.sojourn.store.redis;

import dev.sojourn.store.redis.RedisTopology.Cluster;
import dev.sojourn.store.redis.RedisTopology.Standalone;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code redis} store must know. Immutable; {@link #toString} tells no password.
 *
 * @param topology the servers
 * @param login who to be on them
 * @param database number of the database; 0 on a Cluster
 * @param tls how to speak TLS; null for plain text
 * @param prefix of every key
 * @param poolSize the greatest number of connections to one server, 1 to {@value #MAX_POOL}
 * @param timeout of one operation as a whole, 1 ms to 1 minute
 * @param connectTimeout of one connection's making, 1 ms to 1 minute; never longer than what is left of {@code timeout}
 * @param indexed whether to keep the sets for listing, namespaces and expiry; without them the store has no
 *     {@link dev.sojourn.store.SearchIndex}, {@link dev.sojourn.store.NamespaceIndex} and {@link dev.sojourn.store.ExpiryIndex}
 */
public record RedisOptions(
        RedisTopology topology,
        RedisLogin login,
        int database,
        @Nullable RedisTls tls,
        String prefix,
        int poolSize,
        Duration timeout,
        Duration connectTimeout,
        boolean indexed) {

    private static final int MAX_POOL = 10_000;
    private static final int MAX_PREFIX = 200;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** Checks the numbers and that they fit together. */
    public RedisOptions {
        if (database < 0) {
            throw new IllegalArgumentException("a database has a number from 0 on, not " + database);
        }
        if (database != 0 && topology instanceof Cluster) {
            throw new IllegalArgumentException("a Redis Cluster has only database 0, not " + database);
        }
        if (prefix.length() > MAX_PREFIX) {
            throw new IllegalArgumentException("a prefix has at most " + MAX_PREFIX + " characters");
        }
        if (poolSize < 1 || poolSize > MAX_POOL) {
            throw new IllegalArgumentException("a pool has 1 to " + MAX_POOL + " connections, not " + poolSize);
        }
        requireTimeout("timeout", timeout);
        requireTimeout("connect timeout", connectTimeout);
    }

    /** One server on this machine's port 6379, and the defaults of {@code sojourn.redis}. */
    public static RedisOptions defaults() {
        return new RedisOptions(
                new Standalone(new RedisNode("localhost", 6379)),
                RedisLogin.NONE,
                0,
                null,
                "sojourn:",
                10,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                true);
    }

    /**
     * The defaults with what {@code redis://[[user]:password@]host[:port][/database]} says; {@code rediss} for TLS.
     *
     * @throws IllegalArgumentException for anything else; the message does not repeat the url, which may hold a password
     */
    public static RedisOptions ofUrl(String url) {
        return RedisUrl.parse(url, defaults());
    }

    /** The same with other servers. */
    public RedisOptions withTopology(RedisTopology other) {
        return new RedisOptions(other, login, database, tls, prefix, poolSize, timeout, connectTimeout, indexed);
    }

    /** The same as somebody else. */
    public RedisOptions withLogin(RedisLogin other) {
        return new RedisOptions(topology, other, database, tls, prefix, poolSize, timeout, connectTimeout, indexed);
    }

    /** The same with another database. */
    public RedisOptions withDatabase(int other) {
        return new RedisOptions(topology, login, other, tls, prefix, poolSize, timeout, connectTimeout, indexed);
    }

    /** The same with other TLS, or with none. */
    public RedisOptions withTls(@Nullable RedisTls other) {
        return new RedisOptions(topology, login, database, other, prefix, poolSize, timeout, connectTimeout, indexed);
    }

    /** The same with another prefix. */
    public RedisOptions withPrefix(String other) {
        return new RedisOptions(topology, login, database, tls, other, poolSize, timeout, connectTimeout, indexed);
    }

    /** The same with another pool. */
    public RedisOptions withPoolSize(int other) {
        return new RedisOptions(topology, login, database, tls, prefix, other, timeout, connectTimeout, indexed);
    }

    /** The same with another timeout of an operation, and of a connection's making. */
    public RedisOptions withTimeouts(Duration operation, Duration connect) {
        return new RedisOptions(topology, login, database, tls, prefix, poolSize, operation, connect, indexed);
    }

    /** The same with or without the sets for listing, namespaces and expiry. */
    public RedisOptions withIndexed(boolean other) {
        return new RedisOptions(topology, login, database, tls, prefix, poolSize, timeout, connectTimeout, other);
    }

    private static void requireTimeout(String what, Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a Redis " + what + " is PT0.001S to " + LONGEST + ", not " + value);
        }
    }
}
