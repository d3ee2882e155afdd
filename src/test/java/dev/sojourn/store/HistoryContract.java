package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sojourn.AdminAction;
import dev.sojourn.EndReason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a storage keeps the history of sessions, and takes over copies from another one. */
abstract class HistoryContract extends BatchContract {

    @Test
    void history_ofASession_tellsEachChangeOnceNewestFirst() {
        History history = capability(History.class);
        StoredRecord first = created(told(session("a").build(), ChangeKind.CREATED, 0));
        StoredRecord touched = replaced(first, told(RecordBuilder.next(first, 2), ChangeKind.TOUCHED, 1));
        StoredRecord rotated = replaced(touched, told(RecordBuilder.next(touched, 3), ChangeKind.ROTATED, 2));
        replaced(rotated, told(ended(rotated), ChangeKind.ENDED, 3));
        created(RecordBuilder.session("untold", now()).build());

        List<HistoryEntry> entries = entries(history, anyEntry(), 10);

        assertThat(entries)
                .extracting(HistoryEntry::kind)
                .containsExactly(ChangeKind.ENDED, ChangeKind.ROTATED, ChangeKind.CREATED);
        HistoryEntry end = entries.get(0);
        assertThat(end.session()).isEqualTo("a");
        assertThat(end.principal()).isEqualTo("alice");
        assertThat(end.application()).isEqualTo("/shop");
        assertThat(end.address()).isEqualTo(knowsAddresses() ? "192.0.2.1" : null);
        assertThat(end.reason()).isEqualTo(EndReason.LOGOUT);
        assertThat(end.at()).isEqualTo(at(3));
        assertThat(end.by()).isEqualTo("root");
        assertThat(end.version().number()).isEqualTo(4);
        assertThat(entries.get(1).reason()).isNull();
    }

    @Test
    void note_ofAnAdministrator_standsAmongTheOthers() {
        History history = capability(History.class);
        created(told(session("a").build(), ChangeKind.CREATED, 0));
        HistoryEntry inspected = administered("a", AdminAction.INSPECT, 1, 1);
        HistoryEntry endedAll = administered(null, AdminAction.END_PRINCIPAL, 2, 2);
        history.note(inspected);
        history.note(endedAll);
        history.note(administered(null, AdminAction.CLEANUP, 3, 3));

        List<HistoryEntry> entries = entries(history, anyEntry(), 2);

        assertThat(entries).hasSize(4);
        assertThat(entries.get(1)).isEqualTo(knowsAddresses() ? endedAll : endedAll.withoutAddress());
        assertThat(entries.get(2)).isEqualTo(knowsAddresses() ? inspected : inspected.withoutAddress());
        assertThat(sessions(history, new HistoryFilter(null, "a", null, null))).containsExactly("a", "a");
        assertThat(history.forget("alice", Set.of("/shop"), 10)).isEqualTo(3);
        assertThat(entries(history, anyEntry(), 10))
                .extracting(HistoryEntry::action)
                .containsExactly(AdminAction.CLEANUP);
    }

    private HistoryEntry administered(@Nullable String session, AdminAction action, int seconds, long nonce) {
        return new HistoryEntry(
                ChangeKind.ADMINISTERED,
                at(seconds),
                session,
                new Version(0, nonce),
                "/shop",
                action == AdminAction.CLEANUP ? null : "alice",
                null,
                "192.0.2.9",
                null,
                "root",
                action);
    }

    @Test
    void history_ofWritesThatFailed_tellsNothing() {
        History history = capability(History.class);
        StoredRecord first = created(told(session("a").build(), ChangeKind.CREATED, 0));
        store.create(told(session("a").version(1, 8).build(), ChangeKind.CREATED, 0));
        StoredRecord next = replaced(first, told(RecordBuilder.next(first, 2), ChangeKind.CHANGED, 1));
        store.replace(first, told(RecordBuilder.next(first, 3), ChangeKind.CHANGED, 1));
        store.capability(AtomicWrites.class)
                .ifPresent(atomic -> atomic.writeAll(List.of(
                        new RecordWrite.Replace(next, told(RecordBuilder.next(next, 4), ChangeKind.ROTATED, 2)),
                        new RecordWrite.Create(told(session("a").build(), ChangeKind.CREATED, 2)))));

        assertThat(entries(history, anyEntry(), 10))
                .extracting(HistoryEntry::kind)
                .containsExactly(ChangeKind.CHANGED, ChangeKind.CREATED);
    }

    @Test
    void history_ofABatch_isWrittenWithIt() {
        History history = capability(History.class);
        AtomicWrites atomic = capability(AtomicWrites.class);
        StoredRecord victim = created(told(session("old").build(), ChangeKind.CREATED, 0));
        atomic.writeAll(List.of(
                new RecordWrite.Replace(victim, told(ended(victim), ChangeKind.ENDED, 1)),
                new RecordWrite.Create(told(session("new").build(), ChangeKind.CREATED, 1))));

        assertThat(entries(history, anyEntry(), 10))
                .extracting(entry -> entry.session() + " " + entry.kind())
                .containsExactlyInAnyOrder("old CREATED", "old ENDED", "new CREATED");
    }

    @Test
    void history_outlivesTheRecord() {
        History history = capability(History.class);
        StoredRecord record = created(told(session("a").build(), ChangeKind.CREATED, 0));
        store.delete(record.key());
        assertThat(entries(history, anyEntry(), 10)).hasSize(1);
    }

    @Test
    void history_isFilteredByPrincipalSessionAndTime() {
        History history = capability(History.class);
        created(told(session("a").build(), ChangeKind.CREATED, 0));
        created(told(session("b").principal("bob").build(), ChangeKind.CREATED, 10));
        created(told(session("c").principal(null).build(), ChangeKind.CREATED, 20));

        assertThat(sessions(history, new HistoryFilter("bob", null, null, null)))
                .containsExactly("b");
        assertThat(sessions(history, new HistoryFilter(null, "c", null, null))).containsExactly("c");
        assertThat(sessions(history, new HistoryFilter(null, null, at(10), null)))
                .containsExactly("c", "b");
        assertThat(sessions(history, new HistoryFilter(null, null, null, at(10))))
                .containsExactly("a");
        assertThat(sessions(history, new HistoryFilter("alice", "b", null, null)))
                .isEmpty();
    }

    @Test
    void history_isPaged_everyEntryOnce() {
        History history = capability(History.class);
        for (int i = 0; i < 25; i++) {
            created(told(session("s" + i).build(), ChangeKind.CREATED, i / 5));
        }
        assertThat(entries(history, anyEntry(), 7))
                .hasSize(25)
                .isSortedAccordingTo((one, two) -> two.at().compareTo(one.at()))
                .extracting(HistoryEntry::session)
                .doesNotHaveDuplicates();
    }

    @Test
    void history_withACursorOfSomebodyElse_isRefused() {
        History history = capability(History.class);
        for (String cursor : List.of("", "x", "!", "AAAA", "-1", "%00")) {
            assertThatThrownBy(() -> history.history(anyEntry(), cursor, 5))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void forget_removesTheOldestInBatches() {
        History history = capability(History.class);
        for (int i = 0; i < 10; i++) {
            created(told(session("s" + i).build(), ChangeKind.CREATED, i));
        }
        assertThat(history.forget(at(6), 4)).isEqualTo(4);
        assertThat(sessions(history, anyEntry())).containsExactly("s9", "s8", "s7", "s6", "s5", "s4");
        assertThat(history.forget(at(6), 4)).isEqualTo(2);
        assertThat(history.forget(at(6), 4)).isZero();
        assertThat(sessions(history, anyEntry())).containsExactly("s9", "s8", "s7", "s6");
    }

    @Test
    void forget_ofAPrincipal_removesWhatIsToldOfItsSessionsInTheseApplications() {
        History history = capability(History.class);
        StoredRecord visit = created(told(session("a").principal(null).build(), ChangeKind.CREATED, 0));
        StoredRecord signedIn = replaced(
                visit, told(withFields(visit, session("a").principal("alice").build()), ChangeKind.AUTHENTICATED, 1));
        replaced(signedIn, told(RecordBuilder.next(signedIn, 3), ChangeKind.CHANGED, 2));
        for (int i = 0; i < 5; i++) {
            created(told(session("more" + i).build(), ChangeKind.CREATED, 3 + i));
        }
        created(told(session("bobs").principal("bob").build(), ChangeKind.CREATED, 10));
        created(told(session("visitors").principal(null).build(), ChangeKind.CREATED, 11));

        assertThat(history.forget("alice", Set.of("/bank"), 100)).isZero();
        assertThat(history.forget("alice", Set.of(), 100)).isZero();
        assertThat(history.forget("nobody", Set.of("/shop"), 100)).isZero();
        assertThat(history.forget("Alice", Set.of("/shop"), 100)).isZero();
        assertThat(history.forget("alice", Set.of("/bank", "/shop"), 4)).isEqualTo(4);
        assertThat(history.forget("alice", Set.of("/bank", "/shop"), 100)).isEqualTo(4);

        assertThat(sessions(history, anyEntry())).containsExactly("visitors", "bobs");
    }

    private static StoredRecord withFields(StoredRecord current, StoredRecord fields) {
        return StoredRecord.of(
                current.key(), current.version().next(2), current.keepUntil(), fields.fields(), current.body());
    }

    @Test
    void history_ofAnotherAddress_tellsThatOne() {
        History history = capability(History.class);
        StoredRecord first = created(told(session("a").build(), ChangeKind.CREATED, 0));
        StoredRecord other =
                RecordBuilder.next(first, 2).withChange(new Change(ChangeKind.ADDRESS, at(1), null, "198.51.100.7"));
        StoredRecord agent = replaced(first, other);
        replaced(agent, told(RecordBuilder.next(agent, 3), ChangeKind.AGENT, 2));

        assertThat(entries(history, anyEntry(), 10))
                .extracting(HistoryEntry::kind, HistoryEntry::address)
                .containsExactly(
                        tuple(ChangeKind.AGENT, knowsAddresses() ? "192.0.2.1" : null),
                        tuple(ChangeKind.ADDRESS, knowsAddresses() ? "198.51.100.7" : null),
                        tuple(ChangeKind.CREATED, knowsAddresses() ? "192.0.2.1" : null));
    }

    @Test
    void takeOver_ofCopies_writesThemAndTheirHistoryOnce() {
        Mirror mirror = capability(Mirror.class);
        StoredRecord first = told(session("a").build(), ChangeKind.CREATED, 0);
        StoredRecord second = told(RecordBuilder.next(first, 2), ChangeKind.CHANGED, 1);

        assertThat(mirror.takeOver(List.of(first, second))).isEmpty();
        assertThat(mirror.takeOver(List.of(first, second))).isEmpty();

        assertThat(loaded(first.key())).isEqualTo(second);
        assertThat(entries(capability(History.class), anyEntry(), 10))
                .extracting(HistoryEntry::kind)
                .containsExactly(ChangeKind.CHANGED, ChangeKind.CREATED);
    }

    @Test
    void takeOver_ofAnOlderCopy_isRefusedWithWhatIsThereButToldInTheHistory() {
        Mirror mirror = capability(Mirror.class);
        StoredRecord first = told(session("a").build(), ChangeKind.CREATED, 0);
        StoredRecord second = told(RecordBuilder.next(first, 2), ChangeKind.CHANGED, 1);
        StoredRecord third = told(RecordBuilder.next(second, 3), ChangeKind.TOUCHED, 2);
        mirror.takeOver(List.of(first, third));

        assertThat(mirror.takeOver(List.of(second))).containsEntry(first.key(), third);

        assertThat(loaded(first.key())).isEqualTo(third);
        assertThat(entries(capability(History.class), anyEntry(), 10)).hasSize(2);
    }

    @Test
    void takeOver_ofALiveCopyOverAnEndedRecord_isRefusedWhateverItsVersion() {
        Mirror mirror = capability(Mirror.class);
        StoredRecord first = session("a").build();
        StoredRecord end = told(ended(first), ChangeKind.ENDED, 1);
        StoredRecord late = RecordBuilder.next(RecordBuilder.next(first, 5), 6);
        mirror.takeOver(List.of(first, end));

        assertThat(mirror.takeOver(List.of(late))).containsEntry(first.key(), end);
        assertThat(loaded(first.key())).isEqualTo(end);
    }

    @Test
    void takeOver_ofAnEndOverALaterLiveRecord_isTaken() {
        Mirror mirror = capability(Mirror.class);
        StoredRecord first = session("a").build();
        StoredRecord later = RecordBuilder.next(RecordBuilder.next(first, 5), 6);
        mirror.takeOver(List.of(later));

        assertThat(mirror.takeOver(List.of(told(ended(first), ChangeKind.ENDED, 1))))
                .isEmpty();
        assertThat(loaded(first.key())).isEqualTo(ended(first));
    }

    @Test
    void takeOver_fromManyAtOnce_leavesTheLatest() throws Exception {
        Mirror mirror = capability(Mirror.class);
        Mirror other = openSecondNode().capability(Mirror.class).orElseThrow();
        List<StoredRecord> copies = new ArrayList<>();
        StoredRecord record = told(session("a").build(), ChangeKind.CREATED, 0);
        for (int i = 0; i < 16; i++) {
            copies.add(record);
            record = told(RecordBuilder.next(record, 100 + i), ChangeKind.CHANGED, i + 1);
        }
        atOnce(
                8,
                number ->
                        (number % 2 == 0 ? mirror : other).takeOver(number < 4 ? copies : List.of(copies.get(number))));

        assertThat(loaded(record.key())).isEqualTo(copies.get(15));
        assertThat(entries(capability(History.class), anyEntry(), 100)).hasSize(16);
    }

    private Instant at(int seconds) {
        return now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofHours(1)).plusSeconds(seconds);
    }

    private StoredRecord told(StoredRecord record, ChangeKind kind, int seconds) {
        return record.withChange(new Change(kind, at(seconds), kind == ChangeKind.ENDED ? "root" : null));
    }

    private StoredRecord replaced(StoredRecord current, StoredRecord next) {
        assertThat(store.replace(current, next)).isEqualTo(WriteOutcome.WRITTEN);
        return loaded(next.key());
    }

    /** The tombstone after this record. */
    private StoredRecord ended(StoredRecord record) {
        StoredRecord tombstone = session(record.key().id()).ended().build();
        return StoredRecord.of(
                record.key(), record.version().next(99), tombstone.keepUntil(), tombstone.fields(), tombstone.body());
    }

    private static HistoryFilter anyEntry() {
        return new HistoryFilter(null, null, null, null);
    }

    private static List<String> sessions(History history, HistoryFilter filter) {
        return entries(history, filter, 100).stream().map(HistoryEntry::session).toList();
    }

    private static List<HistoryEntry> entries(History history, HistoryFilter filter, int limit) {
        List<HistoryEntry> entries = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            HistoryPage page = history.history(filter, cursor, limit);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
            entries.addAll(page.entries());
            cursor = page.nextCursor();
            assertThat(entries).as("entries").hasSizeLessThan(10_000);
        } while (cursor != null);
        return entries;
    }
}
