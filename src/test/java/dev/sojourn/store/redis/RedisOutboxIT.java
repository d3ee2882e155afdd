package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.Incarnation;
import dev.sojourn.store.Outbox;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    void copies_that_cannot_be_read_are_put_aside_and_the_others_are_found() {
        RedisServer server = RedisServer.shared();
        try (SessionStore store = open(Clock.systemUTC())) {
            Outbox outbox = store.capability(Outbox.class).orElseThrow();
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            for (int i = 0; i < 5; i++) {
                outbox.recording()
                        .create(RecordBuilder.session("unreadable-" + i, now).build());
            }
            server.command(
                    "EVAL",
                    "for _, f in ipairs(redis.call('HKEYS', KEYS[1])) do redis.call('HSET', KEYS[1], f, '?') end",
                    "1",
                    "sojourn:~c");
            StoredRecord readable = RecordBuilder.session("readable", now).build();
            outbox.recording().create(readable);

            assertThat(outbox.undelivered(2)).containsExactly(readable);
            assertThat(outbox.waiting()).isEqualTo(1);
            assertThat(server.command("HLEN", "sojourn:~u")).isEqualTo("5");
        }
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
