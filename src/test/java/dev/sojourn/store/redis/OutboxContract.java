package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.Change;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.Incarnation;
import dev.sojourn.store.Outbox;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits to be delivered elsewhere, and how a loss shows. */
abstract class OutboxContract {

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    private SessionStore store;
    private SessionStore recording;
    private Outbox outbox;

    /** A store over an empty storage. */
    abstract SessionStore open(Clock clock);

    /** Empties the storage. */
    abstract void empty();

    @BeforeEach
    void openStore() {
        store = open(Clock.systemUTC());
        outbox = store.capability(Outbox.class).orElseThrow();
        recording = outbox.recording();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void nothing_written_nothing_waits() {
        assertThat(outbox.undelivered(10)).isEmpty();
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void writes_of_the_store_itself_leave_no_copy() {
        store.create(session("a", ChangeKind.CREATED));
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void recorded_writes_leave_copies_in_their_order() {
        List<StoredRecord> written = new ArrayList<>();
        for (String id : List.of("a", "b")) {
            StoredRecord record = session(id, ChangeKind.CREATED);
            assertThat(recording.create(record)).isTrue();
            written.add(record);
            for (ChangeKind kind : List.of(ChangeKind.ROTATED, ChangeKind.TOUCHED, ChangeKind.ENDED)) {
                StoredRecord next = next(record, kind);
                assertThat(recording.replace(record, next)).isEqualTo(WriteOutcome.WRITTEN);
                written.add(next);
                record = next;
            }
        }
        List<StoredRecord> waiting = outbox.undelivered(100);
        assertThat(outbox.waiting()).isEqualTo(8);
        for (String id : List.of("a", "b")) {
            assertThat(of(id, waiting)).isEqualTo(of(id, written));
            assertThat(of(id, waiting).stream().map(StoredRecord::change).toList())
                    .isEqualTo(
                            of(id, written).stream().map(StoredRecord::change).toList());
        }
        assertThat(waiting.get(0).change().by()).isEqualTo("root");
    }

    @Test
    void writes_that_did_not_happen_leave_no_copy() {
        StoredRecord record = session("a", ChangeKind.CREATED);
        store.create(record);
        assertThat(recording.create(session("a", ChangeKind.CREATED))).isFalse();
        StoredRecord other = RecordBuilder.session("a", now).version(7, 7).build();
        assertThat(recording.replace(other, next(other, ChangeKind.CHANGED))).isEqualTo(WriteOutcome.CONFLICT);
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void touch_after_touch_takes_its_place() {
        StoredRecord record = session("a", ChangeKind.CREATED);
        recording.create(record);
        StoredRecord last = record;
        for (int i = 0; i < 5; i++) {
            StoredRecord next = next(last, ChangeKind.TOUCHED);
            recording.replace(last, next);
            last = next;
        }
        assertThat(outbox.undelivered(10)).containsExactly(record, last);
        assertThat(outbox.waiting()).isEqualTo(2);
    }

    @Test
    void delivered_copies_are_taken_out_and_no_others() {
        StoredRecord created = session("a", ChangeKind.CREATED);
        StoredRecord touched = next(created, ChangeKind.TOUCHED);
        StoredRecord touchedAgain = next(touched, ChangeKind.TOUCHED);
        recording.create(created);
        recording.replace(created, touched);
        recording.replace(touched, touchedAgain);

        outbox.delivered(List.of(created, touched));
        assertThat(outbox.undelivered(10)).containsExactly(touchedAgain);

        outbox.delivered(List.of(created, touchedAgain, session("unknown", ChangeKind.CREATED)));
        assertThat(outbox.undelivered(10)).isEmpty();
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void delivered_knows_copies_by_key_and_version_alone() {
        StoredRecord created = session("a", ChangeKind.CREATED);
        StoredRecord touched = next(created, ChangeKind.TOUCHED);
        recording.create(created);
        recording.replace(created, touched);
        outbox.delivered(List.of(
                store.load(touched.key()), RecordBuilder.session("a", now).build()));
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void undelivered_is_bounded_and_goes_on_after_delivery() {
        for (int i = 0; i < 50; i++) {
            recording.create(session("key-" + i, ChangeKind.CREATED));
        }
        List<StoredRecord> delivered = new ArrayList<>();
        while (outbox.waiting() > 0) {
            List<StoredRecord> some = outbox.undelivered(7);
            assertThat(some).hasSizeBetween(1, 7);
            outbox.delivered(some);
            delivered.addAll(some);
        }
        assertThat(delivered).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void batches_leave_copies_too() {
        List<RecordWrite> writes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            writes.add(new RecordWrite.Create(session("key-" + i, ChangeKind.CREATED)));
        }
        recording.exchange(writes.subList(0, 2), List.of());
        Optional<AtomicWrites> atomic = recording.capability(AtomicWrites.class);
        assertThat(atomic.map(all -> all.writeAll(writes.subList(2, 5))).orElse(true))
                .isTrue();
        assertThat(outbox.waiting()).isEqualTo(atomic.isPresent() ? 5 : 2);
    }

    @ParameterizedTest
    @EnumSource(RecordKind.class)
    void copies_of_any_kind_come_out_as_they_went_in(RecordKind kind) {
        StoredRecord record = RecordBuilder.of(kind, "a", now).build();
        recording.create(record);
        assertThat(outbox.undelivered(10)).containsExactly(record);
        assertThat(outbox.undelivered(10).get(0).change()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nul\0", "half \uD800 pair", "exactly 15 byte", "exactly 16 bytes", "{a}:*"})
    void copies_with_hostile_ids_come_out_as_they_went_in(String start) {
        for (String id : List.of(start, start + "long".repeat(100))) {
            StoredRecord record = session(id, ChangeKind.CREATED);
            recording.create(record);
            assertThat(outbox.undelivered(10)).containsExactly(record);
            outbox.delivered(List.of(record));
            assertThat(outbox.waiting()).isZero();
        }
    }

    @Test
    void incarnation_stays_until_the_storage_is_emptied() {
        Incarnation incarnation = store.capability(Incarnation.class).orElseThrow();
        String first = incarnation.incarnation();
        store.create(session("a", ChangeKind.CREATED));
        assertThat(incarnation.incarnation()).isEqualTo(first).isNotBlank();
        empty();
        assertThat(incarnation.incarnation()).isNotEqualTo(first);
    }

    private StoredRecord session(String id, ChangeKind kind) {
        return RecordBuilder.session(id, now).build().withChange(new Change(kind, now, "root"));
    }

    private StoredRecord next(StoredRecord record, ChangeKind kind) {
        return StoredRecord.of(
                        record.key(),
                        record.version().next(record.version().number()),
                        record.keepUntil(),
                        record.fields(),
                        record.body())
                .withChange(new Change(kind, now.plusMillis(record.version().number()), null));
    }

    private static List<StoredRecord> of(String id, List<StoredRecord> records) {
        return records.stream().filter(record -> record.key().id().equals(id)).toList();
    }
}
