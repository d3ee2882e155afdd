package dev.sojourn.store.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.CapacityException;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.support.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A full store: what goes, what stays, what is refused. */
class MemoryRoomTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2025-03-01T12:00:00Z"));
    private final SessionStore store = MemoryStores.open(new MemoryStores.Options(4, clock));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void fullOfLiveSessions_createIsRefusedAndNothingIsDropped() {
        fill();
        assertThatThrownBy(() -> store.create(session("e").build()))
                .isInstanceOf(CapacityException.class)
                .hasMessageContaining("sojourn.memory.max-sessions is 4");
        assertThat(store.load(key("e"))).isNull();
        for (String id : new String[] {"a", "b", "c", "d"}) {
            assertThat(store.load(key(id))).as(id).isNotNull();
        }
    }

    @Test
    void full_existingKey_isFalseAndNotRefused() {
        fill();
        assertThat(store.create(session("a").build())).isFalse();
    }

    @Test
    void full_replaceAndEnd_stillWork() {
        fill();
        assertThat(end("a")).isEqualTo(WriteOutcome.WRITTEN);
    }

    @Test
    void full_afterDelete_hasRoomAgain() {
        fill();
        store.delete(key("b"));
        assertThat(store.create(session("e").build())).isTrue();
        assertThatThrownBy(() -> store.create(session("f").build())).isInstanceOf(CapacityException.class);
    }

    @Test
    void full_afterPurge_hasRoomAgain() {
        fill();
        clock.advance(Duration.ofHours(3));
        assertThat(store.capability(ExpiryIndex.class).orElseThrow().purge(clock.instant(), 2))
                .isEqualTo(2);
        assertThat(store.create(session("e").build())).isTrue();
    }

    @Test
    void full_oneIsOver_itGoesBeforeAnyTombstone() {
        fill();
        end("a");
        StoredRecord b = store.load(key("b"));
        store.replace(b, session("b").keepUntil(clock.instant().plusSeconds(90)).build());
        clock.advance(Duration.ofMinutes(2));
        assertThat(store.create(session("e").build())).isTrue();
        assertThat(store.load(key("a"))).isNotNull();
        assertThat(store.load(key("b"))).isNull();
    }

    @Test
    void full_tombstones_theOneThatEndedFirstGoes() {
        fill();
        end("c");
        clock.advance(Duration.ofSeconds(1));
        end("a");
        clock.advance(Duration.ofMinutes(2));
        assertThat(store.create(session("e").build())).isTrue();
        assertThat(store.load(key("c"))).isNull();
        assertThat(store.load(key("a"))).isNotNull();
        assertThat(store.create(session("f").build())).isTrue();
        assertThat(store.load(key("a"))).isNull();
        assertThatThrownBy(() -> store.create(session("g").build())).isInstanceOf(CapacityException.class);
    }

    @Test
    void full_tombstoneOfLessThanAMinute_stays() {
        fill();
        end("a");
        clock.advance(Duration.ofMillis(59_999));
        assertThatThrownBy(() -> store.create(session("e").build())).isInstanceOf(CapacityException.class);
        assertThat(store.load(key("a"))).isNotNull();
        clock.advance(Duration.ofMillis(1));
        assertThat(store.create(session("e").build())).isTrue();
        assertThat(store.load(key("a"))).isNull();
    }

    @Test
    void full_tombstoneWrittenAgain_isAsOldAsItsEnd() {
        fill();
        end("a");
        clock.advance(Duration.ofSeconds(59));
        end("a");
        clock.advance(Duration.ofSeconds(1));
        assertThat(store.create(session("e").build())).isTrue();
    }

    @Test
    void full_tombstoneCreatedAsSuch_staysForAMinute() {
        store.create(session("t").ended().build());
        fill("a", "b", "c");
        assertThatThrownBy(() -> store.create(session("d").build())).isInstanceOf(CapacityException.class);
        assertThat(store.load(key("t"))).isNotNull();
    }

    @Test
    void recordThatIsOver_createdAgain_takesOneRoomOnly() {
        fill();
        clock.advance(Duration.ofHours(2));
        fill();
        assertThatThrownBy(() -> store.create(session("e").build())).isInstanceOf(CapacityException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = RecordKind.class,
            names = {"SESSION"},
            mode = EnumSource.Mode.EXCLUDE)
    void otherKind_hasFourTimesTheRoom(RecordKind kind) {
        for (int i = 0; i < 16; i++) {
            assertThat(store.create(
                            RecordBuilder.of(kind, "id-" + i, clock.instant()).build()))
                    .isTrue();
        }
        StoredRecord more = RecordBuilder.of(kind, "more", clock.instant()).build();
        assertThatThrownBy(() -> store.create(more))
                .isInstanceOf(CapacityException.class)
                .hasMessageContaining("sojourn.memory.max-sessions");
        fill();
        clock.advance(Duration.ofHours(2));
        assertThat(store.create(more)).isTrue();
    }

    @Test
    void manyThreadsAtTheLimit_neverGoOverItAndKeepCount() throws Exception {
        AtomicInteger created = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(16);
        for (int i = 0; i < 16; i++) {
            int number = i;
            pool.execute(() -> {
                for (int round = 0; round < 200; round++) {
                    String id = "key-" + (number + round) % 24;
                    try {
                        if (store.create(session(id).build())) {
                            assertThat(created.incrementAndGet()).isLessThanOrEqualTo(4);
                            created.decrementAndGet();
                            store.delete(key(id));
                        }
                    } catch (CapacityException full) {
                        Thread.onSpinWait();
                    }
                }
            });
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 24; i++) {
            store.delete(key("key-" + i));
        }
        fill();
        assertThatThrownBy(() -> store.create(session("e").build())).isInstanceOf(CapacityException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 100_000_001})
    void options_outOfRange_areRefusedWithTheKey(int maxSessions) {
        assertThatThrownBy(() -> new MemoryStores.Options(maxSessions, clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sojourn.memory.max-sessions is 1 to 100000000, not " + maxSessions);
    }

    private void fill() {
        fill("a", "b", "c", "d");
    }

    private void fill(String... ids) {
        for (String id : ids) {
            assertThat(store.create(session(id).build())).isTrue();
        }
    }

    private WriteOutcome end(String id) {
        StoredRecord current = store.load(key(id));
        return store.replace(current, session(id).ended().build());
    }

    private RecordBuilder session(String id) {
        return RecordBuilder.session(id, clock.instant());
    }

    private static RecordKey key(String id) {
        return new RecordKey(RecordKind.SESSION, id);
    }
}
