package dev.sojourn.store.encrypted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.Exchange;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.NamespaceIndex;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.store.jcache.SharedMemory;
import dev.sojourn.support.CapturedLog;
import dev.sojourn.support.MutableClock;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that cannot be read, for whatever reason, are absent and in nobody's way. */
class EncryptedStoreTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-05T10:00:00Z"));
    private final SessionStore memory = SharedMemory.open(1000, clock);
    private final SessionStore store = over("k1");
    private final CapturedLog logged = new CapturedLog(EncryptedStore.class.getPackageName());

    @AfterEach
    void stopLogging() {
        logged.close();
    }

    private SessionStore over(String... ids) {
        return new EncryptedStore(memory, TestKeys.of(ids), new SecureRandom());
    }

    private RecordBuilder session(String id) {
        return RecordBuilder.session(id, clock.instant());
    }

    private StoredRecord created(String id) {
        StoredRecord record = session(id).build();
        assertThat(store.create(record)).isTrue();
        return record;
    }

    private static RecordKey key(String id) {
        return new RecordKey(RecordKind.SESSION, id);
    }

    /** Changes what the storage holds, as somebody who can write there could. */
    private void tamper(String id, UnaryOperator<StoredRecord> change) {
        StoredRecord stored = Objects.requireNonNull(memory.load(key(id)));
        StoredRecord changed = change.apply(stored);
        assertThat(memory.replace(stored, changed)).isEqualTo(WriteOutcome.WRITTEN);
    }

    private static StoredRecord with(StoredRecord stored, Version version, IndexedFields fields, Bytes body) {
        return StoredRecord.of(stored.key(), version, stored.keepUntil(), fields, body);
    }

    @Test
    void keyRotated_oldRecordsAreReadAndWrittenWithTheNewKey() {
        StoredRecord record = created("a");
        SessionStore rotated = over("k2", "k1");

        StoredRecord loaded = Objects.requireNonNull(rotated.load(record.key()));
        assertThat(loaded).isEqualTo(record);
        StoredRecord next = session("a").version(2, 1).build();
        assertThat(rotated.replace(loaded, next)).isEqualTo(WriteOutcome.WRITTEN);

        assertThat(over("k2").load(record.key())).isEqualTo(next);
        assertThat(store.load(record.key())).isNull();
    }

    @Test
    void keyThatIsNotConfigured_recordIsAbsentWithOneLine() {
        created("abcdefghijkl");
        assertThat(over("k2").load(key("abcdefghijkl"))).isNull();
        assertThat(logged.messages())
                .containsExactly(
                        "SOJ-1601 dropped the record SESSION abcdef...: it is encrypted with the key 'k1', which is not"
                                + " configured");
        assertThat(over("k2").loadAll(List.of(key("abcdefghijkl")))).isEmpty();
    }

    @Test
    void unreadable_create_takesItsPlace() {
        created("a");
        SessionStore other = over("k2");
        StoredRecord fresh = session("a").version(1, 99).build();
        assertThat(other.create(fresh)).isTrue();
        assertThat(other.load(key("a"))).isEqualTo(fresh);
        assertThat(other.create(session("a").version(1, 100).build())).isFalse();
    }

    @Test
    void unreadable_createAmongOthers_takesItsPlace() {
        created("a");
        created("b");
        SessionStore other = over("k2");
        StoredRecord fresh = session("a").version(1, 99).build();
        StoredRecord there = session("c").build();
        other.create(there);

        Exchange done = other.exchange(
                List.of(
                        new RecordWrite.Create(fresh),
                        new RecordWrite.Create(session("c").version(1, 99).build())),
                List.of(key("a"), key("b"), key("c")));
        assertThat(done.outcomes()).containsExactly(WriteOutcome.WRITTEN, WriteOutcome.CONFLICT);
        assertThat(done.loaded().values()).containsExactlyInAnyOrder(fresh, there);

        AtomicWrites atomic = other.capability(AtomicWrites.class).orElseThrow();
        assertThat(atomic.writeAll(List.of(
                        new RecordWrite.Create(session("b").version(1, 7).build()),
                        new RecordWrite.Create(session("c").version(1, 7).build()))))
                .isFalse();
        assertThat(other.load(key("b"))).isNull();
        assertThat(atomic.writeAll(List.of(
                        new RecordWrite.Create(session("b").version(1, 7).build()),
                        new RecordWrite.Create(session("d").version(1, 7).build()))))
                .isTrue();
        assertThat(other.loadAll(List.of(key("b"), key("d")))).hasSize(2);
    }

    static List<UnaryOperator<StoredRecord>> tamperings() {
        return List.of(
                stored -> with(stored, stored.version(), stored.fields(), flipped(stored.body())),
                stored -> with(stored, stored.version().next(1), stored.fields(), stored.body()),
                stored -> with(stored, stored.version(), fields("mallory", "/shop", 0), stored.body()),
                stored -> with(stored, stored.version(), fields("alice", "/bank", 0), stored.body()),
                stored -> with(stored, stored.version(), fields("alice", "/shop", 1), stored.body()));
    }

    private static IndexedFields fields(String principal, String application, int later) {
        Instant now = Instant.parse("2026-01-05T10:00:00Z");
        return new IndexedFields(application, principal, null, null, now, now, now.plusSeconds(3600 + later), null);
    }

    private static Bytes flipped(Bytes body) {
        byte[] bytes = body.toArray();
        bytes[bytes.length - 1] ^= 1;
        return Bytes.copyOf(bytes);
    }

    @ParameterizedTest
    @MethodSource("tamperings")
    void recordThatWasTamperedWith_isAbsentWithOneLine(UnaryOperator<StoredRecord> tampering) {
        created("a");
        tamper("a", tampering);
        assertThat(store.load(key("a"))).isNull();
        assertThat(logged.messages())
                .containsExactly("SOJ-1601 dropped the record SESSION a...: its encrypted body fails authentication");
    }

    @Test
    void fieldsAsTheyWere_areNoTampering() {
        created("a");
        tamper("a", stored -> with(stored, stored.version(), fields("alice", "/shop", 0), stored.body()));
        assertThat(store.load(key("a"))).isNotNull();
    }

    @Test
    void bodiesSwapped_bothAreAbsent() {
        created("a");
        created("b");
        Bytes ofA = Objects.requireNonNull(memory.load(key("a"))).body();
        Bytes ofB = Objects.requireNonNull(memory.load(key("b"))).body();
        tamper("a", stored -> with(stored, stored.version(), stored.fields(), ofB));
        tamper("b", stored -> with(stored, stored.version(), stored.fields(), ofA));
        assertThat(store.loadAll(List.of(key("a"), key("b")))).isEmpty();
    }

    @Test
    void plainRecord_isReadAndEncryptedAtTheNextWrite() {
        StoredRecord plain = session("a").build();
        memory.create(plain);
        StoredRecord loaded = Objects.requireNonNull(store.load(key("a")));
        assertThat(loaded).isEqualTo(plain);
        StoredRecord next = session("a").version(2, 1).build();
        assertThat(store.replace(loaded, next)).isEqualTo(WriteOutcome.WRITTEN);

        StoredRecord stored = Objects.requireNonNull(memory.load(key("a")));
        assertThat(BodyCipher.isEncrypted(stored.body())).isTrue();
        assertThat(stored.fields().address()).isNull();
        assertThat(store.load(key("a"))).isEqualTo(next);
        assertThat(logged.messages()).isEmpty();
    }

    @Test
    void countOfAttempts_hasNoClearIdAndBeginsAnewWithAnotherFirstKey() {
        StoredRecord count = RecordBuilder.of(RecordKind.ATTEMPTS, "address:192.0.2.1", clock.instant())
                .build();
        store.create(count);
        assertThat(memory.load(count.key())).isNull();
        assertThat(store.load(count.key())).isEqualTo(count);
        assertThat(over("k1", "k0").load(count.key())).isEqualTo(count);
        assertThat(over("k2", "k1").load(count.key())).isNull();
        assertThat(store.delete(count.key())).isTrue();
    }

    @Test
    void plainCountUnderAnEncryptedId_isAbsent() {
        var cipher = new RecordCipher(TestKeys.of("k1"), new SecureRandom());
        RecordKey key = new RecordKey(RecordKind.ATTEMPTS, "username:alice");
        memory.create(RecordBuilder.of(key.kind(), cipher.stored(key).id(), clock.instant())
                .build());
        assertThat(store.load(key)).isNull();
    }

    @Test
    void activeIn_withUnreadableOnesBetween_fillsItsPages() {
        SessionStore other = over("k2");
        for (int i = 0; i < 20; i++) {
            SessionStore owner = i % 2 == 0 ? store : other;
            owner.create(session(String.format("s%02d", i)).namespace("red").build());
        }
        NamespaceIndex index = store.capability(NamespaceIndex.class).orElseThrow();
        List<StoredRecord> first = index.activeIn("red", null, 4);
        assertThat(first).extracting(record -> record.key().id()).containsExactly("s00", "s02", "s04", "s06");
        assertThat(index.activeIn("red", first.get(3).key(), 9))
                .extracting(record -> record.key().id())
                .containsExactly("s08", "s10", "s12", "s14", "s16", "s18");
    }

    @Test
    void expired_unreadableOnes_areRemovedAndNotInTheWay() {
        SessionStore other = over("k2");
        for (int i = 0; i < 10; i++) {
            other.create(session("other-" + i).expiresAt(clock.instant()).build());
        }
        store.create(session("mine").expiresAt(clock.instant()).build());
        ExpiryIndex index = store.capability(ExpiryIndex.class).orElseThrow();
        assertThat(index.expired(clock.instant(), 3))
                .extracting(record -> record.key().id())
                .containsExactly("mine");
        assertThat(logged.messages()).hasSize(10);
        assertThat(other.load(key("other-3"))).isNull();
    }

    @Test
    void search_unreadableOnes_areNotListed() {
        created("a");
        over("k2").create(session("b").build());
        SearchIndex search = store.capability(SearchIndex.class).orElseThrow();
        var anything = new RecordFilter(null, null, false, null, null, null, clock.instant());
        assertThat(search.search(anything, null, 10).records())
                .extracting(record -> record.key().id())
                .containsExactly("a");
    }

    @Test
    void capabilityThatIsNotKnown_isNotPassedOn() {
        assertThat(memory.capability(Object.class)).isPresent();
        assertThat(store.capability(Object.class)).isEmpty();
    }
}
