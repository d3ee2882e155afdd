package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.NotSupportedException;
import dev.sojourn.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the capabilities list, where a storage has them. */
abstract class IndexContract extends WriteContract {

    @Test
    void search_nothingThere_isAnEmptyLastPage() {
        RecordPage page = capability(SearchIndex.class).search(anything(), null, 10);
        assertThat(page.records()).isEmpty();
        assertThat(page.nextCursor()).isNull();
    }

    @Test
    void search_everything_isNewestFirstThenByKey() {
        SearchIndex search = capability(SearchIndex.class);
        store.create(session("old").createdAt(now().minusSeconds(60)).build());
        store.create(session("b").build());
        store.create(session("new").createdAt(now().plusMillis(1)).build());
        store.create(session("c").build());
        store.create(session("a").build());
        store.create(RecordBuilder.of(RecordKind.PRINCIPAL, "alice", now()).build());
        store.create(RecordBuilder.of(RecordKind.LEASE, "cleanup", now()).build());
        for (int limit : new int[] {1, 2, 3, 5, 50}) {
            assertThat(listed(search, anything(), limit)).containsExactly("new", "a", "b", "c", "old");
        }
        assertThat(search.count(anything())).isEqualTo(5);
    }

    @Test
    void search_found_isAsLoaded() {
        SearchIndex search = capability(SearchIndex.class);
        StoredRecord record = created(session("a").build());
        StoredRecord found = search.search(anything(), null, 10).records().get(0);
        assertThat(found).isEqualTo(record);
        assertThat(store.replace(found, RecordBuilder.next(found, 2))).isEqualTo(WriteOutcome.WRITTEN);
    }

    @Test
    void search_withChangesBetweenPages_listsWhatStaysExactlyOnce() {
        SearchIndex search = capability(SearchIndex.class);
        List<String> staying = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            // Pairs with the same instant, so that pages end within a pair too.
            String id = String.format("key-%02d", i);
            store.create(session(id).createdAt(now().minusSeconds(i / 2)).build());
            if (i % 5 != 3) {
                staying.add(id);
            }
        }
        List<String> found = new ArrayList<>();
        String cursor = null;
        int page = 0;
        do {
            RecordPage records = search.search(anything(), cursor, 7);
            found.addAll(ids(records.records()));
            cursor = records.nextCursor();
            store.create(
                    session("newer-" + page).createdAt(now().plusSeconds(1)).build());
            store.create(session("older-" + page)
                    .createdAt(now().minusSeconds(90 + page))
                    .build());
            for (int i = 3; i < 40; i += 5) {
                if (i / 5 % 6 == page % 6) {
                    store.delete(new RecordKey(RecordKind.SESSION, String.format("key-%02d", i)));
                }
            }
            touch(staying.get(page % staying.size()));
            page++;
        } while (cursor != null && page < 100);
        assertThat(found).doesNotHaveDuplicates().containsSubsequence(staying);
    }

    @Test
    void search_filters_listOnlyWhatPasses() {
        SearchIndex search = capability(SearchIndex.class);
        store.create(session("alice-1").namespace("red").build());
        store.create(
                session("alice-2").application("/bank").address("198.51.100.7").build());
        store.create(session("bob-1").principal("bob").namespace("red").build());
        store.create(session("bob-ended").principal("bob").ended().build());
        store.create(session("nobody-1").principal(null).address(null).build());
        store.create(session("nobody-2")
                .principal(null)
                .application("/bank")
                .namespace("blue")
                .build());

        assertThat(listed(search, ofPrincipal("alice"), 1)).containsExactly("alice-1", "alice-2");
        assertThat(listed(search, ofPrincipal("Alice"), 9)).isEmpty();
        assertThat(listed(search, inNamespace("red"), 1)).containsExactly("alice-1", "bob-1");
        assertThat(listed(search, inState(SessionState.ENDED), 9)).containsExactly("bob-ended");
        assertThat(listed(search, live("/bank", false), 9)).containsExactly("alice-2", "nobody-2");
        assertThat(listed(search, live("/bank", true), 9)).containsExactly("nobody-2");
        assertThat(listed(search, new RecordFilter(null, null, true, null, null, null, now()), 9))
                .containsExactly("nobody-1", "nobody-2");
    }

    @Test
    void search_address_listsOnlyWhatPasses() {
        SearchIndex search = capability(SearchIndex.class);
        store.create(session("alice-1").namespace("red").build());
        store.create(session("alice-2").address("198.51.100.7").build());
        store.create(session("bob-1").principal("bob").namespace("red").build());
        store.create(session("bob-ended").principal("bob").ended().build());
        store.create(session("nobody-1").principal(null).address(null).build());
        var anywhere = new RecordFilter(null, null, false, null, null, "192.0.2.1"::equals, now());
        var everything =
                new RecordFilter("/shop", "bob", false, "red", SessionState.ACTIVE, "192.0.2.1"::equals, now());
        try {
            assertThat(listed(search, anywhere, 2)).containsExactly("alice-1", "bob-1", "bob-ended");
            assertThat(listed(search, everything, 9)).containsExactly("bob-1");
        } catch (NotSupportedException encrypted) {
            // a storage that may not know addresses says so, and does not list without looking
            assertThatThrownBy(() -> search.count(anywhere)).isInstanceOf(NotSupportedException.class);
        }
    }

    @Test
    void count_isWhatSearchLists() throws Exception {
        SearchIndex search = capability(SearchIndex.class);
        for (int i = 0; i < 24; i++) {
            RecordBuilder record = session("key-" + i)
                    .application(i % 2 == 0 ? "/shop" : "/bank")
                    .principal(i % 3 == 0 ? null : "user-" + i % 3)
                    .namespace(i % 4 == 0 ? "red" : null)
                    .expiresAt(now().plus(aWhile()).plusMillis(i % 5 == 0 ? 0 : 60_000))
                    .keepUntil(now().plus(aWhile().multipliedBy(i % 7 == 0 ? 2 : 3)));
            store.create(i % 6 == 0 ? record.ended().build() : record.build());
        }
        countIsWhatSearchLists(search);
        touch("key-2");
        store.delete(new RecordKey(RecordKind.SESSION, "key-3"));
        countIsWhatSearchLists(search);
        pass(aWhile());
        countIsWhatSearchLists(search);
        pass(aWhile());
        countIsWhatSearchLists(search);
    }

    private void countIsWhatSearchLists(SearchIndex search) {
        for (RecordFilter filter : someFilters()) {
            assertThat(search.count(filter))
                    .as("count of %s", filter)
                    .isEqualTo(listed(search, filter, 7).size());
        }
    }

    @Test
    void search_state_isJudgedAtTheFiltersInstant() throws Exception {
        SearchIndex search = capability(SearchIndex.class);
        store.create(session("a")
                .expiresAt(now().plus(aWhile()))
                .keepUntil(now().plus(aWhile().multipliedBy(2)))
                .build());
        assertThat(listed(search, inState(SessionState.ACTIVE), 9)).containsExactly("a");
        assertThat(listed(search, inState(SessionState.ENDED), 9)).isEmpty();
        pass(aWhile());
        assertThat(listed(search, inState(SessionState.ACTIVE), 9)).isEmpty();
        assertThat(listed(search, inState(SessionState.ENDED), 9)).containsExactly("a");
        assertThat(search.count(live("/shop", false))).isZero();
        pass(aWhile());
        assertThat(listed(search, anything(), 9)).isEmpty();
        assertThat(search.count(anything())).isZero();
    }

    @Test
    void search_afterReplace_followsTheNewFields() {
        SearchIndex search = capability(SearchIndex.class);
        StoredRecord anonymous =
                created(session("a").principal(null).namespace("red").build());
        StoredRecord named =
                session("a").version(2, 1).principal("bob").namespace("blue").build();
        assertThat(store.replace(anonymous, named)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(listed(search, ofPrincipal("bob"), 9)).containsExactly("a");
        assertThat(listed(search, inNamespace("blue"), 9)).containsExactly("a");
        assertThat(listed(search, inNamespace("red"), 9)).isEmpty();
        assertThat(search.count(live("/shop", true))).isZero();
        assertThat(search.count(live("/shop", false))).isEqualTo(1);
        StoredRecord ended = session("a").version(3, 1).principal("bob").ended().build();
        assertThat(store.replace(loaded(ended.key()), ended)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(search.count(live("/shop", false))).isZero();
        store.delete(ended.key());
        assertThat(listed(search, ofPrincipal("bob"), 9)).isEmpty();
        assertThat(search.count(anything())).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{a}:*", "nul\0", "' OR '1'='1", "cr\r\nlf", "half \uD800 pair", "\uD83D\uDE00", "%"})
    void search_hostileNames_areFoundExactly(String name) {
        SearchIndex search = capability(SearchIndex.class);
        store.create(
                session("a").principal(name).namespace(name).application(name).build());
        store.create(session("b").principal(name + "x").namespace(name + "x").build());
        assertThat(listed(search, ofPrincipal(name), 9)).containsExactly("a");
        assertThat(listed(search, inNamespace(name), 9)).containsExactly("a");
        assertThat(listed(search, live(name, false), 9)).containsExactly("a");
        assertThat(search.count(live(name, false))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "0", "-1", "null", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA", "' OR '1'='1", "\r\n\0"})
    void search_cursorOfSomebodyElse_isRefused(String cursor) {
        SearchIndex search = capability(SearchIndex.class);
        store.create(session("a").build());
        assertThatThrownBy(() -> search.search(anything(), cursor, 10)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void activeIn_namespace_isInOrderOfKeysAndInPages() {
        NamespaceIndex index = capability(NamespaceIndex.class);
        for (String id : List.of("c", "a", "e", "b", "d")) {
            store.create(session(id).namespace("red").build());
        }
        store.create(session("other").namespace("blue").build());
        store.create(session("none").build());
        store.create(session("ended").namespace("red").ended().build());
        assertThat(ids(index.activeIn("red", null, 2))).containsExactly("a", "b");
        assertThat(ids(index.activeIn("red", new RecordKey(RecordKind.SESSION, "b"), 2)))
                .containsExactly("c", "d");
        assertThat(ids(index.activeIn("red", new RecordKey(RecordKind.SESSION, "d"), 2)))
                .containsExactly("e");
        assertThat(ids(index.activeIn("red", new RecordKey(RecordKind.SESSION, "bb"), 9)))
                .containsExactly("c", "d", "e");
        assertThat(index.activeIn("green", null, 9)).isEmpty();
    }

    @Test
    void activeIn_afterChanges_followsThem() throws Exception {
        NamespaceIndex index = capability(NamespaceIndex.class);
        StoredRecord moved = created(session("moved").namespace("red").build());
        StoredRecord ended = created(session("was-ended").namespace("red").build());
        StoredRecord cleared = created(session("cleared").namespace("red").build());
        store.create(session("deleted").namespace("red").build());
        store.create(session("expired").namespace("red").expiresAt(now()).build());
        store.create(
                session("over").namespace("red").keepUntil(now().plus(aWhile())).build());
        assertThat(index.activeIn("red", null, 9)).hasSize(6);
        store.replace(moved, session("moved").version(2, 1).namespace("blue").build());
        store.replace(
                ended,
                session("was-ended").version(2, 1).namespace("red").ended().build());
        store.replace(cleared, session("cleared").version(2, 1).build());
        store.delete(new RecordKey(RecordKind.SESSION, "deleted"));
        pass(aWhile());
        assertThat(ids(index.activeIn("red", null, 9))).containsExactly("expired");
        assertThat(ids(index.activeIn("blue", null, 9))).containsExactly("moved");
    }

    @Test
    void expired_atTheInstant_isListedEarliestFirst() throws Exception {
        ExpiryIndex index = capability(ExpiryIndex.class);
        Duration far = aWhile().multipliedBy(4);
        store.create(session("second")
                .expiresAt(now().plus(aWhile()))
                .keepUntil(now().plus(far))
                .build());
        store.create(session("third")
                .expiresAt(now().plus(aWhile()).plusMillis(1))
                .keepUntil(now().plus(far))
                .build());
        store.create(session("first")
                .expiresAt(now().minusSeconds(1))
                .keepUntil(now().plus(far))
                .build());
        store.create(session("ended")
                .ended()
                .expiresAt(now())
                .keepUntil(now().plus(far))
                .build());
        store.create(
                session("never").expiresAt(Instant.MAX).keepUntil(Instant.MAX).build());
        store.create(
                session("over").expiresAt(now()).keepUntil(now().plus(aWhile())).build());
        store.create(RecordBuilder.of(RecordKind.PRINCIPAL, "p", now())
                .keepUntil(now().plus(far))
                .build());
        pass(aWhile());
        assertThat(ids(index.expired(now(), 9))).containsExactly("first", "second");
        assertThat(ids(index.expired(now(), 1))).containsExactly("first");
        clock.advance(Duration.ofMillis(1));
        assertThat(ids(index.expired(now(), 9))).containsExactly("first", "second", "third");
    }

    @Test
    void expired_endedByCompareAndSwap_isListedNoMore() throws Exception {
        ExpiryIndex index = capability(ExpiryIndex.class);
        store.create(session("a").expiresAt(now()).build());
        store.create(session("b").expiresAt(now()).build());
        StoredRecord found = index.expired(now(), 1).get(0);
        assertThat(store.replace(found, session("a").version(2, 1).ended().build()))
                .isEqualTo(WriteOutcome.WRITTEN);
        assertThat(ids(index.expired(now(), 9))).containsExactly("b");
        touch("b");
        StoredRecord touched = loaded(new RecordKey(RecordKind.SESSION, "b"));
        store.replace(touched, session("b").version(9, 1).build());
        assertThat(index.expired(now(), 9)).isEmpty();
    }

    @Test
    void purge_removesOnlyWhatIsOverAndNoMoreThanAsked() throws Exception {
        ExpiryIndex index = capability(ExpiryIndex.class);
        for (RecordKind kind : RecordKind.values()) {
            store.create(RecordBuilder.of(kind, "over", now())
                    .keepUntil(now().plus(aWhile()))
                    .build());
            store.create(RecordBuilder.of(kind, "kept", now())
                    .keepUntil(now().plus(aWhile()).plus(Duration.ofMinutes(5)))
                    .build());
        }
        assertThat(index.purge(now(), 9)).isZero();
        pass(aWhile());
        // A storage that removes some or all of them by itself has less to do, or nothing.
        int most = RecordKind.values().length / 3 + 1;
        int purged = 3;
        for (int calls = 1; purged == 3; calls++) {
            purged = index.purge(now(), 3);
            assertThat(purged).isBetween(0, 3);
            assertThat(calls).as("calls for one record of each kind").isLessThanOrEqualTo(most);
        }
        assertThat(index.purge(now(), 3)).isZero();
        for (RecordKind kind : RecordKind.values()) {
            assertThat(store.load(new RecordKey(kind, "over"))).isNull();
            assertThat(store.load(new RecordKey(kind, "kept"))).isNotNull();
        }
    }

    @Test
    void manyWritersOfFewRecords_indexesAgreeWithTheRecords() throws Exception {
        SearchIndex search = capability(SearchIndex.class);
        List<SessionStore> nodes = List.of(store, openSecondNode());
        List<RecordKey> keys = IntStream.range(0, 12)
                .mapToObj(i -> new RecordKey(RecordKind.SESSION, "key-" + i))
                .toList();
        atOnce(8, number -> {
            SessionStore node = nodes.get(number % 2);
            Random random = new Random(number);
            for (int i = 0; i < 100; i++) {
                writeSomething(node, keys.get(random.nextInt(keys.size())), random);
            }
            return null;
        });
        Map<RecordKey, StoredRecord> records = store.loadAll(keys);
        for (RecordFilter filter : someFilters()) {
            List<String> expected = records.values().stream()
                    .filter(record -> filter.accepts(Objects.requireNonNull(record.fields())))
                    .map(record -> record.key().id())
                    .toList();
            assertThat(listed(search, filter, 5)).as("%s", filter).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(search.count(filter)).as("count of %s", filter).isEqualTo(expected.size());
        }
    }

    private void writeSomething(SessionStore node, RecordKey key, Random random) {
        RecordBuilder builder = session(key.id())
                .principal(random.nextBoolean() ? null : "user-1")
                .namespace(random.nextBoolean() ? null : "red")
                .createdAt(now().minusSeconds(random.nextInt(3)));
        StoredRecord current = node.load(key);
        if (current == null) {
            node.create(builder.version(1, random.nextLong()).build());
        } else if (random.nextInt(4) == 0) {
            node.delete(key);
        } else {
            Version next = current.version().next(random.nextLong());
            builder.version(next.number(), next.nonce());
            // Another thread may have been faster: whichever was, the indexes have to follow.
            WriteOutcome unused = node.replace(
                    current, random.nextInt(4) == 0 ? builder.ended().build() : builder.build());
        }
    }

    private List<RecordFilter> someFilters() {
        return List.of(
                anything(),
                ofPrincipal("user-1"),
                inNamespace("red"),
                inState(SessionState.ACTIVE),
                inState(SessionState.ENDED),
                live("/shop", true),
                live("/shop", false),
                live("/none", true),
                new RecordFilter(null, null, true, null, null, null, now()));
    }

    /** Writes the record again as it is. */
    private void touch(String id) {
        StoredRecord record = loaded(new RecordKey(RecordKind.SESSION, id));
        assertThat(store.replace(record, RecordBuilder.next(record, 1))).isEqualTo(WriteOutcome.WRITTEN);
    }
}
