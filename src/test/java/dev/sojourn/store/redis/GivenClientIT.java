package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** The contract over a client that the application made. */
class GivenClientIT extends SessionStoreContract {

    private final RedisServer server = RedisServer.shared();
    private final RedisClient client = RedisClient.create(server.host(), server.port());

    @Override
    protected String variant() {
        return "redis " + server.version() + ", given client";
    }

    @Override
    protected SessionStore newStore(Clock clock) {
        return RedisStores.over(client, RedisTestOptions.of(server), clock);
    }

    @Override
    protected SessionStore secondNode(SessionStore first, Clock sameClock) {
        return newStore(sameClock);
    }

    @AfterEach
    void closeClient() {
        client.close();
    }

    @Test
    void closed_store_leaves_the_client_open() {
        store.close();
        assertThat(client.ping()).isEqualTo("PONG");
    }
}
