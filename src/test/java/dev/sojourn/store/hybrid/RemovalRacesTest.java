package dev.sojourn.store.hybrid;

import static dev.sojourn.store.hybrid.Samples.changed;
import static dev.sojourn.store.hybrid.Samples.created;
import static dev.sojourn.store.hybrid.Samples.ended;
import static dev.sojourn.store.hybrid.Samples.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.Change;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.History;
import dev.sojourn.store.HistoryEntry;
import dev.sojourn.store.HistoryFilter;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A record is removed while others write it: in the end the front and the database have the same, or neither has anything. */
class RemovalRacesTest extends TwoNodes {

    @Test
    void createdAgain_beforeTheRemovedOneHasLeftTheDatabase_isInBoth() {
        StoredRecord first = longLived();
        StoredRecord second = successor(first);
        toDatabase.beforeNext("delete", () -> assertThat(other.create(second)).isTrue());
        assertThat(node.delete(first.key())).isTrue();
        isInBoth(second);
    }

    @Test
    void createdAgain_inThePlaceOfAnEndedOneThatHasNotLeftTheDatabase_isInBoth() {
        StoredRecord first = created(node, clock);
        StoredRecord end = ended(first);
        assertThat(node.replace(first, end)).isEqualTo(WriteOutcome.WRITTEN);
        StoredRecord second = successor(first);
        toDatabase.beforeNext("delete", () -> assertThat(other.create(second)).isTrue());
        assertThat(node.delete(first.key())).isTrue();
        isInBoth(second);
    }

    @Test
    void createdAgain_betweenTwoRemovalsOfTheSame_isInBoth() {
        StoredRecord first = created(node, clock);
        StoredRecord second = successor(first);
        toDatabase.beforeNext("delete", () -> {
            assertThat(other.delete(first.key())).isTrue();
            assertThat(other.create(second)).isTrue();
        });
        assertThat(node.delete(first.key())).isTrue();
        isInBoth(second);
    }

    @Test
    void removed_whileItsCreationIsOnTheWayToTheDatabase_isInNeither() {
        StoredRecord record = live(clock);
        toDatabase.beforeNext(
                "create", () -> assertThat(other.delete(record.key())).isTrue());
        assertThat(node.create(record)).isTrue();
        isInNeither(record.key());
        assertThat(kinds(record.key())).containsExactly(ChangeKind.CREATED);
    }

    @Test
    void removed_whileItsCreationWithAnotherIsOnTheWayToTheDatabase_isInNeither() {
        StoredRecord record = live(clock);
        StoredRecord another = live(clock);
        toDatabase.beforeNext(
                "writeAll", () -> assertThat(other.delete(record.key())).isTrue());
        AtomicWrites writes = node.capability(AtomicWrites.class).orElseThrow();
        assertThat(writes.writeAll(List.of(new RecordWrite.Create(record), new RecordWrite.Create(another))))
                .isTrue();
        isInNeither(record.key());
        isInBoth(another);
    }

    @Test
    void removedAndCreatedAgain_whileAnEndIsOnTheWayToTheDatabase_isNotEnded() {
        StoredRecord first = created(node, clock);
        StoredRecord second = successor(first);
        toDatabase.beforeNext("replace", () -> {
            assertThat(other.delete(first.key())).isTrue();
            assertThat(other.create(second)).isTrue();
        });
        assertThat(node.replace(first, ended(first))).isNotEqualTo(WriteOutcome.WRITTEN);
        isInBoth(second);
    }

    @Test
    void removedAndCreatedAgain_whileAChangeIsOnTheWayToTheDatabase_isNotOverwritten() {
        StoredRecord first = longLived();
        StoredRecord second = successor(first);
        toDatabase.beforeNext("replace", () -> {
            assertThat(other.delete(first.key())).isTrue();
            assertThat(other.create(second)).isTrue();
        });
        assertThat(node.replace(first, changed(first))).isNotEqualTo(WriteOutcome.WRITTEN);
        isInBoth(second);
    }

    @Test
    void removedAndCreatedAgain_whileItIsFilledIntoTheFront_isInBoth() {
        StoredRecord first = longLived();
        StoredRecord second = successor(first);
        Control control = Control.of(Objects.requireNonNull(database.load(Control.KEY)));
        assertThat(memory.delete(Front.key(control.tag(), first.key()))).isTrue();
        toDatabase.beforeNext("loadAll", () -> {
            assertThat(other.delete(first.key())).isTrue();
            assertThat(other.create(second)).isTrue();
        });
        assertThat(node.load(first.key())).isNotNull();
        isInBoth(second);
    }

    /** Of a greater number than any that is created in its place. */
    private StoredRecord longLived() {
        StoredRecord record = created(node, clock);
        for (int i = 0; i < 3; i++) {
            StoredRecord next = changed(record);
            assertThat(node.replace(record, next)).isEqualTo(WriteOutcome.WRITTEN);
            record = Objects.requireNonNull(node.load(record.key()));
        }
        return record;
    }

    private StoredRecord successor(StoredRecord removed) {
        return RecordBuilder.session(removed.key().id(), clock.instant())
                .version(1, 99)
                .principal("successor")
                .build()
                .withChange(new Change(ChangeKind.CREATED, clock.instant(), null));
    }

    private void isInBoth(StoredRecord record) {
        assertThat(node.load(record.key())).isEqualTo(record);
        assertThat(other.load(record.key())).isEqualTo(record);
        assertThat(listed()).contains(record);
        assertThat(entries(record.key()).stream()
                        .filter(entry -> Terms.seen(entry.version()).equals(record.version())))
                .as("entries in the history")
                .hasSize(1);
    }

    private void isInNeither(RecordKey key) {
        assertThat(node.load(key)).isNull();
        assertThat(listed()).extracting(StoredRecord::key).doesNotContain(key);
    }

    private List<StoredRecord> listed() {
        var anything = new RecordFilter(null, null, false, null, null, null, clock.instant());
        return other.capability(SearchIndex.class)
                .orElseThrow()
                .search(anything, null, 10)
                .records();
    }

    private List<ChangeKind> kinds(RecordKey session) {
        return entries(session).stream().map(HistoryEntry::kind).toList();
    }

    /** Oldest first. */
    private List<HistoryEntry> entries(RecordKey session) {
        List<HistoryEntry> entries = new ArrayList<>(database.capability(History.class)
                .orElseThrow()
                .history(new HistoryFilter(null, session.id(), null, null), null, 100)
                .entries());
        Collections.reverse(entries);
        return entries;
    }
}
