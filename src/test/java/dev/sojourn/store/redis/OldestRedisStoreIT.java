package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract on the oldest Redis that is supported, whichever is installed. */
class OldestRedisStoreIT extends SessionStoreContract {

    private static RedisServer server;

    @BeforeAll
    static void startServer() {
        server = RedisServer.with().oldest().start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void server_is_the_oldest() {
        assertThat(server.version()).startsWith("6.2.");
    }

    @Override
    protected String variant() {
        return "redis " + server.version();
    }

    @Override
    protected SessionStore newStore(Clock clock) {
        server.command("FLUSHALL");
        return open(clock);
    }

    @Override
    protected SessionStore secondNode(SessionStore first, Clock sameClock) {
        return open(sameClock);
    }

    private static SessionStore open(Clock clock) {
        return RedisStores.open(RedisTestOptions.of(server), clock);
    }
}
