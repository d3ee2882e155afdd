package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.EndReason;
import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StoredValueTest {

    @Property
    void value_is_read_as_it_was(@ForAll("records") StoredRecord record, @ForAll boolean indexed) {
        byte[] value = StoredValue.encode(record, indexed);
        assertThat(decode(record, value)).isEqualTo(record);
        byte[] version = StoredValue.version(record.version());
        assertThat(Arrays.copyOf(value, version.length)).isEqualTo(version);
    }

    @Property
    void damaged_value_gives_a_record_or_the_one_error(
            @ForAll("records") StoredRecord record, @ForAll int place, @ForAll byte other, @ForAll boolean cut) {
        byte[] value = StoredValue.encode(record, true);
        int at = Math.floorMod(place, value.length);
        value[at] = other;
        try {
            assertThat(decode(record, cut ? Arrays.copyOf(value, at) : value)).isNotNull();
        } catch (UnreadableRecordException e) {
            assertThat(e).hasMessageNotContaining(record.key().id() + "\0");
        }
    }

    @Property
    void any_bytes_give_a_record_or_the_one_error(@ForAll byte[] bytes, @ForAll("texts") String id) {
        try {
            assertThat(StoredValue.decode(RecordKind.SESSION, EncodedId.encode(id), bytes))
                    .isNotNull();
        } catch (UnreadableRecordException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Test
    void empty_value_is_the_one_error() {
        assertThatThrownBy(() -> StoredValue.decode(RecordKind.SESSION, EncodedId.encode("a"), new byte[0]))
                .isInstanceOf(UnreadableRecordException.class);
    }

    private static StoredRecord decode(StoredRecord record, byte[] value) {
        RecordKey key = record.key();
        return StoredValue.decode(key.kind(), EncodedId.encode(key.id()), value);
    }

    @Provide
    Arbitrary<StoredRecord> records() {
        Arbitrary<Instant> instants = Arbitraries.longs()
                .between(0, 4_000_000_000_000L)
                .map(Instant::ofEpochMilli)
                .injectDuplicates(0.1);
        Arbitrary<IndexedFields> fields = Combinators.combine(
                        texts(),
                        texts().injectNull(0.3),
                        texts().injectNull(0.3),
                        Arbitraries.of(EndReason.class).injectNull(0.5),
                        instants,
                        instants,
                        instants,
                        texts().injectNull(0.3))
                .as(IndexedFields::new);
        Arbitrary<Version> versions =
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Version::new);
        Arbitrary<Bytes> bodies = Arbitraries.bytes().array(byte[].class).map(Bytes::copyOf);
        return Combinators.combine(Arbitraries.of(RecordKind.class), texts(), versions, instants, fields, bodies)
                .as((kind, id, version, until, indexed, body) -> StoredRecord.of(
                        new RecordKey(kind, id), version, until, kind == RecordKind.SESSION ? indexed : null, body));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(80),
                Arbitraries.strings().ascii().ofMaxLength(80),
                Arbitraries.strings().withChars('\uD800', '\uDC00', 'a', '\0').ofMaxLength(20));
    }
}
