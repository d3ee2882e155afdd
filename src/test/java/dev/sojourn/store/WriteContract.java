package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.StorageUnavailableException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** How records are written: atomically, by whoever read them last, from many threads and nodes. */
abstract class WriteContract extends RecordContract {

    @Test
    void create_existing_isFalseAndChangesNothing() {
        StoredRecord record = created(session("a").build());
        assertThat(store.create(session("a").version(1, 99).principal("bob").build()))
                .isFalse();
        assertThat(loaded(record.key())).isEqualTo(record);
    }

    @Test
    void create_afterDelete_isTrue() {
        StoredRecord record = created(session("a").build());
        store.delete(record.key());
        assertThat(store.create(record)).isTrue();
    }

    @Test
    void replace_asLoaded_isReplaced() {
        StoredRecord record = created(session("a").build());
        for (int i = 2; i < 12; i++) {
            StoredRecord next = RecordBuilder.next(record, i);
            assertThat(store.replace(record, next)).isEqualTo(WriteOutcome.WRITTEN);
            record = loaded(record.key());
            assertThat(record).isEqualTo(next);
        }
        assertThat(record.version().number()).isEqualTo(11);
    }

    @Test
    void replace_stale_isConflictAndChangesNothing() {
        StoredRecord stale = created(session("a").build());
        StoredRecord winner = RecordBuilder.next(stale, 2);
        assertThat(store.replace(stale, winner)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(store.replace(stale, RecordBuilder.next(stale, 3))).isEqualTo(WriteOutcome.CONFLICT);
        assertThat(store.replace(withoutHandle(stale), RecordBuilder.next(stale, 3)))
                .isEqualTo(WriteOutcome.CONFLICT);
        assertThat(loaded(stale.key())).isEqualTo(winner);
    }

    @Test
    void replace_neverThere_isAbsentAndStaysSo() {
        StoredRecord record = session("a").build();
        assertThat(store.replace(record, RecordBuilder.next(record, 2))).isEqualTo(WriteOutcome.ABSENT);
        assertThat(store.load(record.key())).isNull();
    }

    @Test
    void replace_deleted_isAbsentAndStaysSo() {
        StoredRecord record = created(session("a").build());
        store.delete(record.key());
        assertThat(store.replace(record, RecordBuilder.next(record, 2))).isEqualTo(WriteOutcome.ABSENT);
        assertThat(store.replace(withoutHandle(record), RecordBuilder.next(record, 2)))
                .isEqualTo(WriteOutcome.ABSENT);
        assertThat(store.load(record.key())).isNull();
    }

    @Test
    void replace_deletedAndCreatedAgain_isConflict() {
        StoredRecord old = created(session("a").build());
        store.delete(old.key());
        StoredRecord other = created(session("a").version(1, 99).build());
        assertThat(store.replace(old, RecordBuilder.next(old, 2))).isEqualTo(WriteOutcome.CONFLICT);
        assertThat(loaded(old.key())).isEqualTo(other);
    }

    @Test
    void replace_withoutHandle_comparesTheVersion() {
        StoredRecord record = created(session("a").version(5, 77).build());
        StoredRecord otherNonce = session("a").version(5, 78).build();
        StoredRecord otherNumber = session("a").version(4, 77).build();
        assertThat(store.replace(otherNonce, RecordBuilder.next(record, 1))).isEqualTo(WriteOutcome.CONFLICT);
        assertThat(store.replace(otherNumber, RecordBuilder.next(record, 1))).isEqualTo(WriteOutcome.CONFLICT);
        assertThat(loaded(record.key())).isEqualTo(record);
        StoredRecord next = RecordBuilder.next(record, 1);
        assertThat(store.replace(withoutHandle(record), next)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(loaded(record.key())).isEqualTo(next);
    }

    @Test
    void replace_recordJustCreated_needsNoLoad() {
        StoredRecord record = session("a").build();
        assertThat(store.create(record)).isTrue();
        assertThat(store.replace(record, RecordBuilder.next(record, 2))).isEqualTo(WriteOutcome.WRITTEN);
    }

    @Test
    void delete_isTrueOnce() {
        StoredRecord record = created(session("a").build());
        assertThat(store.delete(record.key())).isTrue();
        assertThat(store.delete(record.key())).isFalse();
        assertThat(store.load(record.key())).isNull();
    }

    @Test
    void twoNodes_seeAndRefuseEachOthersWrites() throws Exception {
        SessionStore other = openSecondNode();
        StoredRecord record = created(session("a").build());
        StoredRecord there = Objects.requireNonNull(other.load(record.key()));
        assertThat(there).isEqualTo(record);
        assertThat(other.create(record)).isFalse();
        StoredRecord next = RecordBuilder.next(there, 2);
        assertThat(other.replace(there, next)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(store.replace(record, RecordBuilder.next(record, 3))).isEqualTo(WriteOutcome.CONFLICT);
        assertThat(loaded(record.key())).isEqualTo(next);
        assertThat(store.delete(record.key())).isTrue();
        assertThat(other.load(record.key())).isNull();
        assertThat(other.replace(there, next)).isEqualTo(WriteOutcome.ABSENT);
    }

    @Test
    void manyThreadsOnTwoNodes_loseNoIncrement() throws Exception {
        int threads = 64;
        long each = 10;
        List<SessionStore> nodes = List.of(store, openSecondNode());
        RecordKey key = created(session("a").body(counter(0)).build()).key();
        atOnce(threads, number -> {
            SessionStore node = nodes.get(number % 2);
            for (int i = 0; i < each; i++) {
                long nonce = number * 1000L + i;
                StoredRecord next;
                StoredRecord current;
                do {
                    current = Objects.requireNonNull(node.load(key));
                    long count = ByteBuffer.wrap(current.body().toArray()).getLong();
                    next = RecordBuilder.next(current, nonce, Bytes.copyOf(counter(count + 1)));
                } while (node.replace(current, next) != WriteOutcome.WRITTEN);
            }
            return null;
        });
        StoredRecord last = loaded(key);
        assertThat(ByteBuffer.wrap(last.body().toArray()).getLong()).isEqualTo(threads * each);
        assertThat(last.version().number()).isEqualTo(1 + threads * each);
    }

    @Test
    void manyCreates_oneWins() throws Exception {
        List<SessionStore> nodes = List.of(store, openSecondNode());
        for (int round = 0; round < 5; round++) {
            String id = "round-" + round;
            List<Boolean> won = atOnce(
                    64,
                    number -> nodes.get(number % 2)
                            .create(session(id).version(1, number).build()));
            assertThat(Collections.frequency(won, true)).isEqualTo(1);
            assertThat(loaded(new RecordKey(RecordKind.SESSION, id)).version().nonce())
                    .isEqualTo(won.indexOf(true));
        }
    }

    @Test
    void manyCreatesInPlaceOfOneThatIsOver_oneWins() throws Exception {
        List<SessionStore> nodes = List.of(store, openSecondNode());
        created(session("a").keepUntil(now().plus(aWhile())).build());
        pass(aWhile());
        List<Boolean> won = atOnce(
                64,
                number -> nodes.get(number % 2)
                        .create(session("a").version(1, number).build()));
        assertThat(Collections.frequency(won, true)).isEqualTo(1);
        assertThat(loaded(new RecordKey(RecordKind.SESSION, "a")).version().nonce())
                .isEqualTo(won.indexOf(true));
    }

    @Test
    void manyReplacesOfOneVersion_oneWins() throws Exception {
        List<SessionStore> nodes = List.of(store, openSecondNode());
        StoredRecord record = session("a").build();
        assertThat(store.create(record)).isTrue();
        StoredRecord read = loaded(record.key());
        // Half of them with the handle of the one who read it, half without.
        List<WriteOutcome> outcomes = atOnce(
                64,
                number -> nodes.get(number % 2)
                        .replace(number % 4 < 2 ? record : read, RecordBuilder.next(record, number)));
        assertThat(Collections.frequency(outcomes, WriteOutcome.WRITTEN)).isEqualTo(1);
        assertThat(Collections.frequency(outcomes, WriteOutcome.CONFLICT)).isEqualTo(63);
        assertThat(loaded(record.key()).version().nonce()).isEqualTo(outcomes.indexOf(WriteOutcome.WRITTEN));
    }

    @Test
    void deleteAmongLateWriters_staysDeleted() throws Exception {
        List<SessionStore> nodes = List.of(store, openSecondNode());
        for (int round = 0; round < 10; round++) {
            RecordKey key = created(session("round-" + round).build()).key();
            atOnce(8, number -> {
                SessionStore node = nodes.get(number % 2);
                if (number == 0) {
                    return node.delete(key);
                }
                StoredRecord current = node.load(key);
                while (current != null) {
                    WriteOutcome outcome = node.replace(current, RecordBuilder.next(current, number));
                    current = outcome == WriteOutcome.ABSENT ? null : node.load(key);
                }
                return true;
            });
            assertThat(store.load(key)).isNull();
        }
    }

    @Test
    void ping_returns() {
        store.ping();
        assertThat(store.name()).isNotBlank();
    }

    @Test
    void closed_refusesEverything() {
        StoredRecord record = created(session("a").build());
        store.close();
        assertThatThrownBy(() -> store.load(record.key())).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.loadAll(List.of(record.key()))).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.create(record)).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.replace(record, RecordBuilder.next(record, 2)))
                .isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.delete(record.key())).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.ping()).isInstanceOf(StorageUnavailableException.class);
    }

    @Test
    void closedTwice_isHarmless() {
        store.close();
        store.close();
    }

    @Test
    void oneNodeClosed_theOtherGoesOn() throws Exception {
        SessionStore other = openSecondNode();
        Assumptions.assumeTrue(other != store, "one store stands for both nodes");
        StoredRecord record = created(session("a").build());
        other.close();
        assertThat(store.load(record.key())).isEqualTo(record);
    }

    private static byte[] counter(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
