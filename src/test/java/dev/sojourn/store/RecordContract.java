package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a record is: any key, any content, until it is over. */
abstract class RecordContract extends StoreFixture {

    private static final String TEN_KB = "long".repeat(2500);

    @Test
    void load_neverWritten_isNull() {
        assertThat(store.load(new RecordKey(RecordKind.SESSION, "nobody"))).isNull();
    }

    @Test
    void create_allFields_areLoadedAsTheyWere() {
        StoredRecord record = session("a")
                .application("/größe")
                .principal("Ålice \uD83D\uDE00")
                .namespace("tenant 1")
                .createdAt(now().minusMillis(1))
                .address("2001:db8::1")
                .version(1, Long.MIN_VALUE)
                .build();
        assertThat(created(record)).isEqualTo(record);
    }

    @Test
    void create_noOptionalFieldAndNoEnd_isLoadedAsItWas() {
        StoredRecord record = session("a")
                .principal(null)
                .address(null)
                .expiresAt(Instant.MAX)
                .keepUntil(Instant.MAX)
                .build();
        assertThat(created(record)).isEqualTo(record);
    }

    @Test
    void create_endedSession_isLoadedAsItWas() {
        StoredRecord record = session("a").ended().build();
        assertThat(created(record)).isEqualTo(record);
    }

    @ParameterizedTest
    @EnumSource(RecordKind.class)
    void create_anyKind_isLoadedAsItWas(RecordKind kind) {
        StoredRecord record = RecordBuilder.of(kind, "a", now()).build();
        assertThat(created(record)).isEqualTo(record);
    }

    @Test
    void sameIdOfEachKind_areDifferentRecords() {
        for (RecordKind kind : RecordKind.values()) {
            created(RecordBuilder.of(kind, "a", now())
                    .body(bytesOf(kind.name()))
                    .build());
        }
        store.delete(new RecordKey(RecordKind.PRINCIPAL, "a"));
        assertThat(store.load(new RecordKey(RecordKind.PRINCIPAL, "a"))).isNull();
        assertThat(loaded(new RecordKey(RecordKind.SESSION, "a")).body())
                .isEqualTo(Bytes.copyOf(bytesOf(RecordKind.SESSION.name())));
        assertThat(loaded(new RecordKey(RecordKind.ATTEMPTS, "a")).body())
                .isEqualTo(Bytes.copyOf(bytesOf(RecordKind.ATTEMPTS.name())));
    }

    static Stream<String> hostileIds() {
        return Stream.of(
                "",
                " ",
                "a b",
                "crlf\r\nset x 0 0 1\r\n1",
                "nul\0nul",
                "*",
                "{a}:{b}",
                "a:b:s:p:",
                "' OR '1'='1",
                "%5C\\_%",
                "../../etc/passwd",
                "größe \u00E9 e\u0301",
                "\uD83D\uDE00",
                "half \uD800 pair",
                "\u202Eright\u0000\u0001\u007F\uFEFF",
                TEN_KB);
    }

    @ParameterizedTest
    @MethodSource("hostileIds")
    void hostileId_isWrittenReplacedAndDeleted(String id) {
        for (RecordKind kind : RecordKind.values()) {
            StoredRecord first = created(RecordBuilder.of(kind, id, now()).build());
            assertThat(first.key().id()).isEqualTo(id);
            StoredRecord second = RecordBuilder.next(first, 2);
            assertThat(store.replace(first, second)).isEqualTo(WriteOutcome.WRITTEN);
            assertThat(store.loadAll(List.of(first.key()))).isEqualTo(Map.of(first.key(), second));
            assertThat(store.delete(first.key())).isTrue();
            assertThat(store.load(first.key())).isNull();
        }
    }

    @Test
    void idsThatLookAlike_areDifferentRecords() {
        List<String> ids = List.of(
                "a",
                "A",
                "a ",
                " a",
                "a\0",
                "\u00E9",
                "e\u0301",
                "\uD800",
                "?",
                "\uFFFD",
                TEN_KB,
                TEN_KB + "a",
                TEN_KB + "b");
        for (String id : ids) {
            assertThat(store.create(RecordBuilder.of(RecordKind.PRINCIPAL, id, now())
                            .body(bytesOf("of " + ids.indexOf(id)))
                            .build()))
                    .as("id %s", ids.indexOf(id))
                    .isTrue();
        }
        for (String id : ids) {
            assertThat(loaded(new RecordKey(RecordKind.PRINCIPAL, id)).body())
                    .isEqualTo(Bytes.copyOf(bytesOf("of " + ids.indexOf(id))));
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void body_anyBytes_areKept(byte[] body) {
        StoredRecord record = session("a").body(body).build();
        assertThat(created(record).body()).isEqualTo(record.body());
        StoredRecord next = RecordBuilder.next(record, 2, record.body());
        assertThat(store.replace(loaded(record.key()), next)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(loaded(record.key())).isEqualTo(next);
    }

    static Stream<byte[]> bodies() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        byte[] large = new byte[64 * 1024];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (31 * i);
        }
        return Stream.of(new byte[0], new byte[] {0}, all, large);
    }

    @Test
    void body_theLargest_isKept() {
        byte[] body = new byte[largestBody()];
        Arrays.fill(body, (byte) 0xA5);
        StoredRecord record = session("a").body(body).build();
        assertThat(created(record).body()).isEqualTo(record.body());
    }

    @Test
    void keepUntil_reached_isNotAnswered() throws Exception {
        StoredRecord record =
                created(session("a").keepUntil(now().plus(aWhile())).build());
        assertThat(store.loadAll(List.of(record.key()))).hasSize(1);
        pass(aWhile());
        assertThat(store.load(record.key())).isNull();
        assertThat(store.loadAll(List.of(record.key()))).isEmpty();
        assertThat(store.replace(record, RecordBuilder.next(record, 2))).isEqualTo(WriteOutcome.ABSENT);
        assertThat(store.replace(withoutHandle(record), RecordBuilder.next(record, 2)))
                .isEqualTo(WriteOutcome.ABSENT);
        assertThat(store.delete(record.key())).isFalse();
    }

    @Test
    void keepUntil_oneMillisecondLeft_isAnswered() {
        StoredRecord record =
                created(session("a").keepUntil(now().plus(Duration.ofHours(3))).build());
        clock.set(record.keepUntil().minusMillis(1));
        assertThat(store.load(record.key())).isEqualTo(record);
        clock.set(record.keepUntil());
        assertThat(store.load(record.key())).isNull();
    }

    @Test
    void keepUntil_past_isWrittenAndNotAnswered() {
        StoredRecord record = session("a").keepUntil(now().minusSeconds(1)).build();
        assertThat(store.create(record)).isTrue();
        assertThat(store.load(record.key())).isNull();
        assertThat(store.create(session("a").build())).isTrue();
        assertThat(store.load(record.key())).isNotNull();
    }

    @Test
    void create_inPlaceOfOneThatIsOver_isTrue() throws Exception {
        StoredRecord old = created(session("a").keepUntil(now().plus(aWhile())).build());
        pass(aWhile());
        StoredRecord next = session("a").version(1, 99).build();
        assertThat(created(next)).isEqualTo(next);
        assertThat(store.replace(old, RecordBuilder.next(old, 2))).isNotEqualTo(WriteOutcome.WRITTEN);
        assertThat(loaded(next.key())).isEqualTo(next);
    }

    @Test
    void replace_withLaterEnd_keepsLonger() throws Exception {
        StoredRecord record =
                created(session("a").keepUntil(now().plus(aWhile())).build());
        StoredRecord longer = RecordBuilder.next(record, 2, now().plus(aWhile().multipliedBy(2)));
        assertThat(store.replace(record, longer)).isEqualTo(WriteOutcome.WRITTEN);
        pass(aWhile());
        assertThat(store.load(record.key())).isEqualTo(longer);
    }

    @Test
    void replace_withEarlierEnd_keepsShorter() throws Exception {
        StoredRecord record = created(
                session("a").keepUntil(now().plus(aWhile().multipliedBy(3))).build());
        StoredRecord shorter = RecordBuilder.next(record, 2, now().plus(aWhile()));
        assertThat(store.replace(record, shorter)).isEqualTo(WriteOutcome.WRITTEN);
        pass(aWhile());
        assertThat(store.load(record.key())).isNull();
    }

    @Test
    void replace_endlessByEnding_isOverThen() throws Exception {
        StoredRecord record = created(session("a").keepUntil(Instant.MAX).build());
        assertThat(store.replace(record, RecordBuilder.next(record, 2, now().plus(aWhile()))))
                .isEqualTo(WriteOutcome.WRITTEN);
        pass(aWhile());
        assertThat(store.load(record.key())).isNull();
    }

    @Test
    void loadAll_someAbsent_areLeftOut() {
        StoredRecord a = created(session("a").build());
        StoredRecord b =
                created(RecordBuilder.of(RecordKind.PRINCIPAL, "b", now()).build());
        RecordKey absent = new RecordKey(RecordKind.SESSION, "b");
        Map<RecordKey, StoredRecord> found = store.loadAll(List.of(a.key(), absent, b.key(), a.key()));
        assertThat(found).isEqualTo(Map.of(a.key(), a, b.key(), b));
        assertThat(store.replace(found.get(a.key()), RecordBuilder.next(a, 2))).isEqualTo(WriteOutcome.WRITTEN);
    }

    @Test
    void loadAll_nothingAsked_isEmpty() {
        assertThat(store.loadAll(List.of())).isEmpty();
    }

    @Test
    void loadAll_many_areAllThere() {
        List<RecordKey> keys = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            StoredRecord record = session("key-" + i).build();
            assertThat(store.create(record)).isTrue();
            keys.add(record.key());
        }
        assertThat(store.loadAll(keys)).containsOnlyKeys(keys);
    }

    static StoredRecord withoutHandle(StoredRecord record) {
        return StoredRecord.of(record.key(), record.version(), record.keepUntil(), record.fields(), record.body());
    }

    private static byte[] bytesOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
