package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.StorageException;
import dev.sojourn.servers.RedisSentinels;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.Incarnation;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.store.redis.RedisTopology.Sentinel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** A master that Sentinels know. */
class SentinelIT {

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    private final RedisSentinels sentinels = RedisSentinels.start();
    private final SessionStore store = RedisStores.open(
            RedisOptions.defaults()
                    .withTopology(new Sentinel(
                            RedisSentinels.MASTER_NAME,
                            sentinels.addresses().stream().map(RedisNode::parse).toList(),
                            RedisLogin.NONE))
                    .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(1)),
            Clock.systemUTC());

    @AfterEach
    void close() {
        store.close();
        sentinels.close();
    }

    @Test
    void killed_master_is_followed_to_the_next_one() {
        StoredRecord record = RecordBuilder.session("a", now).build();
        assertThat(store.create(record)).isTrue();
        Incarnation incarnation = store.capability(Incarnation.class).orElseThrow();
        String before = incarnation.incarnation();
        RedisServer first = sentinels.master();
        first.awaitReplicas();

        sentinels.failOver();

        StoredRecord found = await().atMost(Duration.ofSeconds(10))
                .ignoreExceptionsMatching(StorageException.class::isInstance)
                .until(() -> store.load(record.key()), found1 -> found1 != null);
        assertThat(found).isEqualTo(record);
        assertThat(store.replace(record, next(record))).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(incarnation.incarnation()).isNotEqualTo(before);
    }

    @Test
    void master_made_a_replica_is_left_for_the_new_one() {
        StoredRecord record = RecordBuilder.session("a", now).build();
        assertThat(store.create(record)).isTrue();
        RedisServer first = sentinels.master();
        first.awaitReplicas();

        RedisNode sentinel = RedisNode.parse(sentinels.addresses().get(0));
        try (Jedis client = new Jedis(sentinel.host(), sentinel.port())) {
            client.sentinelFailover(RedisSentinels.MASTER_NAME);
        }
        await().until(() -> sentinels.master() != first);

        StoredRecord next = next(record);
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptionsMatching(StorageException.class::isInstance)
                .until(() -> store.replace(record, next), WriteOutcome.WRITTEN::equals);
        assertThat(store.loadAll(List.of(new RecordKey(record.key().kind(), "a"))))
                .containsValue(next);
    }

    @Test
    void sentinels_that_hang_leave_time_for_the_one_that_answers() {
        sentinels.freeze(0);
        sentinels.freeze(1);
        try {
            store.ping();
            sentinels.freeze(2);
            // connections that are there need no Sentinel
            store.ping();
        } finally {
            sentinels.resume();
        }
    }

    private static StoredRecord next(StoredRecord record) {
        return StoredRecord.of(
                record.key(), record.version().next(2), record.keepUntil(), record.fields(), record.body());
    }
}
