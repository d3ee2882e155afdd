package dev.sojourn.store.hybrid;

import static dev.sojourn.store.hybrid.Samples.changed;
import static dev.sojourn.store.hybrid.Samples.created;
import static dev.sojourn.store.hybrid.Samples.ended;
import static dev.sojourn.store.hybrid.Samples.touched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.History;
import dev.sojourn.store.HistoryEntry;
import dev.sojourn.store.HistoryFilter;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A front without an outbox, two nodes, and a database that comes and goes for each of them. */
class NodeOutboxFrontTest extends TwoNodes {

    @Test
    void databaseAway_writesAreKeptAndDeliveredInOrder() {
        StoredRecord first = created(node, clock);
        toDatabase.refuse();
        StoredRecord current = first;
        for (int i = 0; i < 5; i++) {
            StoredRecord next = i % 2 == 0 ? changed(current) : touched(current);
            assertThat(node.replace(current, next)).isEqualTo(WriteOutcome.WRITTEN);
            current = load(node, first.key());
        }
        StoredRecord end = ended(current);
        assertThat(node.replace(current, end)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(load(other, first.key())).isEqualTo(end);
        assertThat(history(first.key())).extracting(HistoryEntry::kind).containsExactly(ChangeKind.CREATED);
        toDatabase.restore();
        soon(() -> assertThat(status(node).waiting()).isZero());
        assertThat(history(first.key()))
                .extracting(HistoryEntry::kind)
                .containsExactly(
                        ChangeKind.CREATED,
                        ChangeKind.CHANGED,
                        ChangeKind.CHANGED,
                        ChangeKind.CHANGED,
                        ChangeKind.ENDED);
        assertThat(Terms.ended(load(database, first.key()))).isTrue();
    }

    @Test
    void touch_isInTheDatabaseSoon() {
        StoredRecord first = created(node, clock);
        StoredRecord touched = touched(first);
        assertThat(node.replace(first, touched)).isEqualTo(WriteOutcome.WRITTEN);
        soon(() -> assertThat(load(database, first.key())).isEqualTo(touched));
        assertThat(history(first.key())).hasSize(1);
    }

    @Test
    void outboxOfTheNodeFull_writesNeedTheDatabase() {
        StoredRecord live = created(node, clock);
        toDatabase.refuse();
        assertThatThrownBy(() -> created(node, ROOM + 50, clock))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("outbox is full");
        assertThat(status(node).waiting()).isBetween(ROOM, ROOM + 1);
        assertThat(load(node, live.key())).isEqualTo(live);
        toDatabase.restore();
        soon(() -> assertThat(created(node, clock)).isNotNull());
        soon(() -> assertThat(status(node).waiting()).isZero());
    }

    @Test
    void endUndeliveredAndItsRecordEvicted_isSeenByEveryNodeWhenTheDatabaseIsBack() {
        StoredRecord live = created(node, clock);
        toDatabase.refuse();
        assertThat(node.replace(live, ended(live))).isEqualTo(WriteOutcome.WRITTEN);
        evict(live.key());
        // what only this node knows yet
        assertThat(load(other, live.key())).isEqualTo(live);
        assertThatThrownBy(() -> node.load(new RecordKey(RecordKind.SESSION, "nobody")))
                .isInstanceOf(StorageUnavailableException.class);
        toDatabase.restore();
        soon(() -> assertThat(Terms.ended(load(other, live.key()))).isTrue());
        assertThat(Terms.ended(load(node, live.key()))).isTrue();
    }

    @Test
    void recordEvicted_ownUndeliveredCopyCounts() {
        StoredRecord live = created(node, clock);
        StoredRecord touched = touched(live);
        assertThat(node.replace(live, touched)).isEqualTo(WriteOutcome.WRITTEN);
        evict(live.key());
        assertThat(load(node, live.key())).isEqualTo(touched);
    }

    @Test
    void answerOfTheFrontLost_writeIsInTheHistoryOnce() {
        StoredRecord live = created(node, clock);
        toFront.loseAnswersOf("replace");
        StoredRecord end = ended(live);
        assertThat(node.replace(live, end)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(status(node).mode()).isEqualTo(HybridStatus.Mode.SUSPENDED);
        assertThat(load(node, live.key())).isEqualTo(end);
        toFront.restore();
        soon(() -> assertThat(status(node).mode()).isEqualTo(HybridStatus.Mode.SERVING));
        soon(() -> assertThat(Terms.ended(load(other, live.key()))).isTrue());
        assertThat(history(live.key()))
                .extracting(HistoryEntry::kind)
                .containsExactly(ChangeKind.CREATED, ChangeKind.ENDED);
    }

    @Test
    void answerOfTheDatabaseLost_writeIsInTheHistoryOnce() {
        StoredRecord live = created(node, clock);
        toDatabase.loseAnswersOf("replace");
        StoredRecord next = changed(live);
        assertThat(node.replace(live, next)).isEqualTo(WriteOutcome.WRITTEN);
        toDatabase.restore();
        soon(() -> assertThat(status(node).waiting()).isZero());
        assertThat(load(other, live.key())).isEqualTo(next);
        assertThat(history(live.key()))
                .extracting(HistoryEntry::kind)
                .containsExactly(ChangeKind.CREATED, ChangeKind.CHANGED);
    }

    @Test
    void writtenPastTheFront_isAConflictAndNotInTheHistory() {
        StoredRecord live = created(node, clock);
        assertThat(node.replace(live, touched(live))).isEqualTo(WriteOutcome.WRITTEN);
        StoredRecord behind = load(database, live.key());
        StoredRecord past = ended(Seen.inDatabase(behind));
        past = Terms.with(past, past.key(), Terms.stored(past.version(), 1));
        assertThat(database.replace(behind, past)).isEqualTo(WriteOutcome.WRITTEN);
        StoredRecord touched = load(node, live.key());
        assertThat(node.replace(touched, changed(touched))).isEqualTo(WriteOutcome.CONFLICT);
        assertThat(Terms.ended(load(node, live.key()))).isTrue();
        soon(() -> assertThat(status(node).waiting()).isZero());
        assertThat(history(live.key()))
                .extracting(HistoryEntry::kind)
                .containsExactly(ChangeKind.CREATED, ChangeKind.ENDED);
    }

    @Test
    void removedAndCreatedAgain_writersOfTheNewOneAreNotTakenForLateOnes() {
        StoredRecord first = created(node, clock);
        assertThat(node.delete(first.key())).isTrue();
        assertThat(node.create(first)).isTrue();
        toDatabase.refuse();
        assertThat(node.replace(first, touched(first))).isEqualTo(WriteOutcome.WRITTEN);
        // the database is behind what this writer goes on from
        StoredRecord current = load(other, first.key());
        StoredRecord next = changed(current);
        assertThat(other.replace(current, next)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(load(other, first.key())).isEqualTo(next);
        assertThat(Seen.inDatabase(load(database, first.key()))).isEqualTo(next);
    }

    @Test
    void removedRightAfterATouch_isNotBroughtBackByIt() {
        // a node that delivers nothing by itself for the length of this test, and the rest when it is closed
        SessionStore slow = open(new Breakable(), toDatabase, Duration.ofSeconds(10));
        StoredRecord live = created(slow, clock);
        toDatabase.refuse();
        assertThat(slow.replace(live, touched(live))).isEqualTo(WriteOutcome.WRITTEN);
        toDatabase.restore();
        assertThat(slow.delete(live.key())).isTrue();
        slow.close();
        assertThat(database.load(live.key())).isNull();
    }

    @Test
    void newRecordInThePlaceOfAnUnreadableOne_whileTheDatabaseIsAway_staysWhenItIsBack() {
        StoredRecord unreadable = created(node, clock);
        for (int i = 0; i < 3; i++) {
            assertThat(node.replace(unreadable, changed(unreadable))).isEqualTo(WriteOutcome.WRITTEN);
            unreadable = load(node, unreadable.key());
        }
        toDatabase.refuse();
        // as the encryption does with one under a key that it does not have
        StoredRecord fresh = RecordBuilder.session(unreadable.key().id(), clock.instant())
                .version(1, 99)
                .build();
        assertThat(node.replace(unreadable, fresh)).isEqualTo(WriteOutcome.WRITTEN);
        toDatabase.restore();
        soon(() -> assertThat(status(node).waiting()).isZero());
        assertThat(load(other, fresh.key())).isEqualTo(fresh);
        assertThat(Seen.inDatabase(load(database, fresh.key()))).isEqualTo(fresh);
        StoredRecord next = changed(fresh);
        assertThat(other.replace(fresh, next)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(Seen.inDatabase(load(database, fresh.key()))).isEqualTo(next);
    }

    @Test
    void expiredInTheDatabaseAndTouchedInTheFront_isNotListed() {
        StoredRecord idle = created(node, clock);
        StoredRecord active = created(node, clock);
        toDatabase.refuse();
        StoredRecord touched = touched(active);
        assertThat(node.replace(active, touched)).isEqualTo(WriteOutcome.WRITTEN);
        clock.advance(Duration.ofHours(1));
        List<StoredRecord> expired =
                other.capability(ExpiryIndex.class).orElseThrow().expired(clock.instant(), 10);
        assertThat(expired).containsExactly(idle);
        clock.advance(Duration.ofMillis(1));
        assertThat(other.capability(ExpiryIndex.class).orElseThrow().expired(clock.instant(), 10))
                .containsExactlyInAnyOrder(idle, touched);
    }

    @Test
    void attemptsAndLeases_stayInTheFrontAndMoveToTheDatabaseWithIt() {
        for (RecordKind kind : List.of(RecordKind.ATTEMPTS, RecordKind.LEASE)) {
            StoredRecord first = RecordBuilder.of(kind, "a", clock.instant()).build();
            assertThat(node.create(first)).isTrue();
            assertThat(database.load(first.key())).isNull();
        }
        toFront.refuse();
        for (RecordKind kind : List.of(RecordKind.ATTEMPTS, RecordKind.LEASE)) {
            StoredRecord second =
                    RecordBuilder.of(kind, "a", clock.instant()).version(1, 99).build();
            assertThat(node.load(second.key())).isNull();
            assertThat(node.create(second)).isTrue();
            assertThat(load(node, second.key())).isEqualTo(second);
            soon(() -> assertThat(load(other, second.key())).isEqualTo(second));
        }
    }

    @Test
    void unusableDatabase_isNamed() {
        assertThatThrownBy(() -> HybridStores.open(memory, new Unclosed(memory), Nodes.options(clock)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Mirror")
                .hasMessageContaining("memory");
    }

    /** As a cache does that has no room left. */
    private void evict(RecordKey key) {
        Control control = Control.of(load(database, Control.KEY));
        assertThat(memory.delete(Front.key(control.tag(), key))).isTrue();
    }

    /** Oldest first. */
    private List<HistoryEntry> history(RecordKey session) {
        List<HistoryEntry> entries = new ArrayList<>(database.capability(History.class)
                .orElseThrow()
                .history(new HistoryFilter(null, session.id(), null, null), null, 100)
                .entries());
        java.util.Collections.reverse(entries);
        return entries;
    }

    private static StoredRecord load(SessionStore store, RecordKey key) {
        @Nullable StoredRecord record = store.load(key);
        return Objects.requireNonNull(record);
    }

    private static HybridStatus status(SessionStore node) {
        return node.capability(HybridStatus.class).orElseThrow();
    }

    private static void soon(Runnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(assertion::run);
    }
}
