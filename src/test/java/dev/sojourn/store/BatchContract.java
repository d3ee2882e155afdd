package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How several records are written at once. */
abstract class BatchContract extends IndexContract {

    @Test
    void exchange_writesEachByItselfAndReadsAfterwards() {
        StoredRecord stale = created(session("stale").build());
        store.replace(stale, RecordBuilder.next(stale, 2));
        StoredRecord good = created(session("good").build());
        StoredRecord gone = created(session("gone").build());
        store.delete(gone.key());
        created(session("there").build());
        StoredRecord fresh = session("fresh").build();
        StoredRecord next = RecordBuilder.next(good, 3);

        Exchange done = store.exchange(
                List.of(
                        new RecordWrite.Replace(stale, RecordBuilder.next(stale, 9)),
                        new RecordWrite.Replace(good, next),
                        new RecordWrite.Create(fresh),
                        new RecordWrite.Replace(gone, RecordBuilder.next(gone, 9)),
                        new RecordWrite.Create(session("there").version(1, 77).build())),
                List.of(good.key(), fresh.key(), gone.key()));

        assertThat(done.outcomes())
                .containsExactly(
                        WriteOutcome.CONFLICT,
                        WriteOutcome.WRITTEN,
                        WriteOutcome.WRITTEN,
                        WriteOutcome.ABSENT,
                        WriteOutcome.CONFLICT);
        assertThat(done.loaded().values()).containsExactlyInAnyOrder(next, fresh);
        assertThat(loaded(stale.key()).version().nonce()).isEqualTo(2);
    }

    @Test
    void exchange_ofNothing_answersNothing() {
        Exchange done = store.exchange(List.of(), List.of());
        assertThat(done.outcomes()).isEmpty();
        assertThat(done.loaded()).isEmpty();
    }

    @Test
    void exchange_ofManyKinds_writesAll() {
        List<RecordWrite> writes = new ArrayList<>();
        List<RecordKey> keys = new ArrayList<>();
        for (RecordKind kind : RecordKind.values()) {
            for (int i = 0; i < 30; i++) {
                StoredRecord record =
                        RecordBuilder.of(kind, "record " + i, now()).build();
                writes.add(new RecordWrite.Create(record));
                keys.add(record.key());
            }
        }
        Exchange done = store.exchange(writes, keys);
        assertThat(done.outcomes()).hasSize(writes.size()).containsOnly(WriteOutcome.WRITTEN);
        assertThat(done.loaded()).hasSize(keys.size());
    }

    @Test
    void loadedByAnExchange_canBeReplacedAsSuch() {
        StoredRecord record = created(session("a").build());
        StoredRecord loaded = Objects.requireNonNull(
                store.exchange(List.of(), List.of(record.key())).loaded().get(record.key()));
        assertThat(store.replace(loaded, RecordBuilder.next(loaded, 2))).isEqualTo(WriteOutcome.WRITTEN);
    }

    @Test
    void writeAll_thatFits_writesEveryRecord() {
        AtomicWrites atomic = capability(AtomicWrites.class);
        StoredRecord index =
                created(RecordBuilder.of(RecordKind.PRINCIPAL, "alice", now()).build());
        StoredRecord victim = created(session("victim").build());
        StoredRecord fresh = session("fresh").build();
        StoredRecord nextIndex = RecordBuilder.next(index, 2);
        StoredRecord nextVictim = RecordBuilder.next(victim, 2);

        assertThat(atomic.writeAll(List.of(
                        new RecordWrite.Replace(index, nextIndex),
                        new RecordWrite.Replace(victim, nextVictim),
                        new RecordWrite.Create(fresh))))
                .isTrue();

        assertThat(loaded(index.key())).isEqualTo(nextIndex);
        assertThat(loaded(victim.key())).isEqualTo(nextVictim);
        assertThat(loaded(fresh.key())).isEqualTo(fresh);
    }

    @Test
    void writeAll_withAConflictAnywhere_writesNothing() {
        AtomicWrites atomic = capability(AtomicWrites.class);
        StoredRecord good = created(session("good").build());
        StoredRecord stale = created(session("stale").build());
        StoredRecord newer = RecordBuilder.next(stale, 2);
        store.replace(stale, newer);
        StoredRecord fresh = session("fresh").build();

        assertThat(atomic.writeAll(List.of(
                        new RecordWrite.Create(fresh),
                        new RecordWrite.Replace(good, RecordBuilder.next(good, 3)),
                        new RecordWrite.Replace(stale, RecordBuilder.next(stale, 3)))))
                .isFalse();

        assertThat(store.load(fresh.key())).isNull();
        assertThat(loaded(good.key())).isEqualTo(good);
        assertThat(loaded(stale.key())).isEqualTo(newer);
    }

    @Test
    void writeAll_overAnExistingOrAGoneRecord_writesNothing() {
        AtomicWrites atomic = capability(AtomicWrites.class);
        StoredRecord there = created(session("there").build());
        StoredRecord gone = created(session("gone").build());
        store.delete(gone.key());
        StoredRecord fresh = session("fresh").build();

        assertThat(atomic.writeAll(List.of(
                        new RecordWrite.Create(fresh),
                        new RecordWrite.Create(session("there").version(1, 5).build()))))
                .isFalse();
        assertThat(atomic.writeAll(List.of(
                        new RecordWrite.Create(fresh), new RecordWrite.Replace(gone, RecordBuilder.next(gone, 2)))))
                .isFalse();

        assertThat(store.load(fresh.key())).isNull();
        assertThat(store.load(gone.key())).isNull();
        assertThat(loaded(there.key())).isEqualTo(there);
    }

    @Test
    void writeAll_fromManyWriters_oneWinsEachRoundAndNothingIsHalf() throws Exception {
        AtomicWrites atomic = capability(AtomicWrites.class);
        SessionStore second = openSecondNode();
        AtomicWrites other = second.capability(AtomicWrites.class).orElseThrow();
        RecordKey left = created(session("left").build()).key();
        RecordKey right = created(session("right").build()).key();

        List<Integer> won = atOnce(8, number -> {
            SessionStore node = number % 2 == 0 ? store : second;
            AtomicWrites batch = number % 2 == 0 ? atomic : other;
            int wins = 0;
            for (int i = 0; i < 20; i++) {
                StoredRecord oneNow = Objects.requireNonNull(node.load(left));
                StoredRecord otherNow = Objects.requireNonNull(node.load(right));
                long nonce = 1000L * (number + 1) + i;
                // half of them name the records in the other order, which must not stop them both
                RecordWrite one = new RecordWrite.Replace(oneNow, RecordBuilder.next(oneNow, nonce));
                RecordWrite two = new RecordWrite.Replace(otherNow, RecordBuilder.next(otherNow, nonce));
                wins += batch.writeAll(number < 4 ? List.of(one, two) : List.of(two, one)) ? 1 : 0;
            }
            return wins;
        });

        int wins = won.stream().mapToInt(Integer::intValue).sum();
        assertThat(wins).isPositive();
        assertThat(loaded(left).version()).isEqualTo(loaded(right).version());
        assertThat(loaded(left).version().number()).isEqualTo(1 + wins);
    }
}
