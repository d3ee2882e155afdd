package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.NamespaceIndex;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.support.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Entries of records that are gone: as Redis removes them at their time, only sooner. */
class HealingIT {

    private static final String LIST = "sojourn:~l";
    private static final String GROUP = "sojourn:~xp/shop\0";
    private static final String RED = "sojourn:~nred\0";

    private final RedisServer server = RedisServer.shared();
    private final Jedis redis = new Jedis(server.host(), server.port());
    private final MutableClock clock = MutableClock.startingNow();
    private final SessionStore store = RedisStores.open(RedisTestOptions.of(server), clock);

    @AfterEach
    void close() {
        store.close();
        redis.close();
    }

    @Test
    void listing_takes_out_what_is_gone() {
        createAndLose(30);
        store.create(session("there").build());
        assertThat(redis.zcard(LIST)).isGreaterThan(1);
        var anything = new RecordFilter(null, null, false, null, null, null, clock.instant());
        assertThat(store.capability(SearchIndex.class).orElseThrow().count(anything))
                .isEqualTo(1);
        assertThat(redis.zcard(LIST)).isEqualTo(1);
        assertThat(redis.zcard(GROUP)).isEqualTo(1);
    }

    @Test
    void namespace_takes_out_what_is_gone() {
        createAndLose(30);
        assertThat(redis.zcard(RED)).isEqualTo(30);
        assertThat(store.capability(NamespaceIndex.class).orElseThrow().activeIn("red", null, 10))
                .isEmpty();
        assertThat(redis.exists(RED)).isFalse();
    }

    @Test
    void expiry_takes_out_what_is_gone() {
        createAndLose(30);
        ExpiryIndex expiry = store.capability(ExpiryIndex.class).orElseThrow();
        assertThat(expiry.expired(clock.instant().plus(Duration.ofHours(2)), 10))
                .isEmpty();
        assertThat(redis.exists(GROUP)).isFalse();
        assertThat(redis.exists(LIST)).isFalse();
    }

    @Test
    void purge_takes_out_what_ended_and_is_gone() {
        createAndLose(30);
        for (int i = 0; i < 5; i++) {
            StoredRecord ended = session("ended-" + i).ended().build();
            store.create(ended);
            redis.del("sojourn:~sended-" + i + "\0");
        }
        clock.advance(Duration.ofHours(3));
        ExpiryIndex expiry = store.capability(ExpiryIndex.class).orElseThrow();
        assertThat(expiry.purge(clock.instant(), 100)).isZero();
        assertThat(redis.exists(GROUP)).isFalse();
        assertThat(redis.exists(LIST)).isFalse();
        assertThat(redis.smembers("sojourn:~g")).isEmpty();
    }

    @Test
    void without_any_cleanup_new_sessions_take_out_old_entries() {
        createAndLose(100);
        clock.advance(Duration.ofHours(3));
        for (int i = 0; i < 60; i++) {
            store.create(session("new-" + i).namespace("red").build());
        }
        assertThat(redis.zcard(LIST)).isEqualTo(60);
        assertThat(redis.zcard(GROUP)).isEqualTo(60);
        assertThat(redis.zcard(RED)).isLessThan(160);
    }

    @Test
    void every_key_expires_when_nobody_comes_any_more() {
        store.create(session("a").namespace("red").build());
        store.create(session("b").principal(null).build());
        assertThat(redis.keys("*"))
                .hasSize(7)
                .allSatisfy(key -> assertThat(redis.pttl(key))
                        .isBetween(1L, Duration.ofHours(4).toMillis()));
    }

    @Test
    void sets_live_as_long_as_their_longest_record() {
        store.create(session("long")
                .keepUntil(clock.instant().plus(Duration.ofDays(30)))
                .build());
        store.create(session("short").build());
        assertThat(redis.pttl(LIST)).isGreaterThan(Duration.ofDays(30).toMillis());
        store.create(session("endless").keepUntil(Instant.MAX).build());
        store.create(session("short again").build());
        assertThat(redis.pttl(LIST)).isEqualTo(-1);
        assertThat(redis.pttl(GROUP)).isEqualTo(-1);
    }

    @Test
    void sets_that_were_lost_come_back_with_the_next_write() {
        StoredRecord record = session("a").namespace("red").build();
        store.create(record);
        redis.del(LIST, GROUP, RED, "sojourn:~g");
        StoredRecord next = session("a").namespace("red").version(2, 1).build();
        store.replace(record, next);
        assertThat(store.capability(NamespaceIndex.class).orElseThrow().activeIn("red", null, 10))
                .containsExactly(next);
        assertThat(store.capability(ExpiryIndex.class)
                        .orElseThrow()
                        .expired(clock.instant().plus(Duration.ofHours(1)), 10))
                .containsExactly(next);
    }

    @Test
    void unreadable_record_is_absent_and_gives_way() {
        StoredRecord record = session("a").build();
        redis.set("sojourn:~sa\0", "not ours");
        assertThat(store.load(record.key())).isNull();
        assertThat(store.replace(record, session("a").version(2, 1).build()))
                .isEqualTo(dev.sojourn.store.WriteOutcome.ABSENT);
        assertThat(store.create(record)).isTrue();
        assertThat(store.load(record.key())).isEqualTo(record);
    }

    @Test
    void without_indexes_there_are_records_only() {
        try (SessionStore plain = RedisStores.open(RedisTestOptions.of(server).withIndexed(false), clock)) {
            StoredRecord record = session("a").namespace("red").build();
            assertThat(plain.create(record)).isTrue();
            assertThat(plain.load(record.key())).isEqualTo(record);
            assertThat(redis.keys("*")).containsExactly("sojourn:~sa\0");
            for (Class<?> index : List.of(SearchIndex.class, NamespaceIndex.class, ExpiryIndex.class)) {
                assertThat(plain.capability(index)).isEmpty();
            }
        }
    }

    private void createAndLose(int sessions) {
        for (int i = 0; i < sessions; i++) {
            store.create(session("gone-" + i).namespace("red").build());
        }
        for (int i = 0; i < sessions; i++) {
            redis.del("sojourn:~sgone-" + i + "\0");
        }
    }

    private RecordBuilder session(String id) {
        return RecordBuilder.session(id, clock.instant());
    }
}
