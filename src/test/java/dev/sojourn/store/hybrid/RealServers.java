package dev.sojourn.store.hybrid;

import dev.sojourn.servers.PostgresServer;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.Outbox;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.database.DatabaseOptions;
import dev.sojourn.store.database.DatabaseStores;
import dev.sojourn.store.database.SchemaMode;
import dev.sojourn.store.redis.RedisNode;
import dev.sojourn.store.redis.RedisOptions;
import dev.sojourn.store.redis.RedisStores;
import dev.sojourn.store.redis.RedisTopology;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A Redis and a PostgreSQL that a test may kill, and nodes over them. */
final class RealServers implements AutoCloseable {

    private static final Duration FRONT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration DATABASE_TIMEOUT = Duration.ofSeconds(5);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final RedisServer redis;
    private final PostgresServer postgres;

    private RealServers(RedisServer redis, PostgresServer postgres) {
        this.redis = opened(redis);
        this.postgres = postgres;
    }

    /** With this Redis, and a PostgreSQL that the test may kill. */
    static RealServers own(RedisServer redis) {
        PostgresServer postgres = PostgresServer.start();
        RealServers servers = new RealServers(redis, postgres);
        return servers.alsoClosing(postgres);
    }

    /** With this Redis, and the PostgreSQL of all tests, emptied. */
    static RealServers shared(RedisServer redis) {
        return new RealServers(redis, PostgresServer.shared());
    }

    private RealServers alsoClosing(AutoCloseable resource) {
        opened.push(resource);
        return this;
    }

    RedisServer redis() {
        return redis;
    }

    PostgresServer postgres() {
        return postgres;
    }

    /** A node that judges by this clock. */
    SessionStore node(Clock clock) {
        return node(clock, redis.port(), postgres.port());
    }

    /** A node that reaches its servers through these ports. */
    SessionStore node(Clock clock, int redisPort, int postgresPort) {
        return opened(HybridStores.open(front(clock, redisPort), database(clock, postgresPort), Nodes.options(clock)));
    }

    static SessionStore front(Clock clock, int port) {
        RedisOptions options = RedisOptions.defaults()
                .withTopology(new RedisTopology.Standalone(new RedisNode("127.0.0.1", port)))
                .withTimeouts(FRONT_TIMEOUT, FRONT_TIMEOUT)
                .withPoolSize(20)
                .withIndexed(false);
        return RedisStores.open(options, clock);
    }

    SessionStore database(Clock clock, int port) {
        var url = new DatabaseOptions.Url(postgres.url(port), postgres.user(), postgres.password());
        return DatabaseStores.open(
                new DatabaseOptions(url, 10, DATABASE_TIMEOUT, SchemaMode.CREATE, "sojourn:"), clock);
    }

    /** How many copies wait in the front's outbox. */
    long waitingInFront() {
        try (SessionStore store = front(Clock.systemUTC(), redis.port())) {
            return store.capability(Outbox.class).orElseThrow().waiting();
        }
    }

    /** To be closed with all others, the last one first. */
    <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    @Override
    public void close() {
        @Nullable RuntimeException failed = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                failed = new IllegalStateException(e);
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
