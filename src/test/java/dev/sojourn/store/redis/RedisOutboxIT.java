package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.Incarnation;
import dev.sojourn.store.SessionStore;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** The outbox on one server. */
class RedisOutboxIT extends OutboxContract {

    @Override
    SessionStore open(Clock clock) {
        return RedisStores.open(RedisTestOptions.of(RedisServer.shared()), clock);
    }

    @Override
    void empty() {
        RedisServer.shared();
    }

    @Test
    void incarnation_changes_with_a_restart() {
        try (RedisServer server = RedisServer.with().durable().start();
                SessionStore store = RedisStores.open(RedisTestOptions.of(server), Clock.systemUTC())) {
            Incarnation incarnation = store.capability(Incarnation.class).orElseThrow();
            String first = incarnation.incarnation();
            server.restart();
            assertThat(incarnation.incarnation()).isNotEqualTo(first);
        }
    }
}
