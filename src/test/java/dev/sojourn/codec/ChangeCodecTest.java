package dev.sojourn.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.store.Change;
import dev.sojourn.store.ChangeKind;
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

/** What storages keep beside records and compare without reading them. */
class ChangeCodecTest {

    @Property
    void change_isReadAsItWas(@ForAll("changes") Change change) {
        assertThat(ChangeCodec.decode(ChangeCodec.encode(change))).isEqualTo(change);
    }

    @Property
    void kindOfALaterRelease_isToldFromRubbish(@ForAll("changes") Change change, @ForAll byte[] rest) {
        byte[] later = ChangeCodec.encode(change);
        later[1] = (byte) ChangeKind.values().length;
        byte[] longer = Arrays.copyOf(later, 2 + rest.length);
        System.arraycopy(rest, 0, longer, 2, rest.length);

        assertThatThrownBy(() -> ChangeCodec.decode(later)).isInstanceOf(UnknownChangeException.class);
        assertThatThrownBy(() -> ChangeCodec.decode(longer)).isInstanceOf(UnknownChangeException.class);
        later[1] = -1;
        assertThatThrownBy(() -> ChangeCodec.decode(later)).isExactlyInstanceOf(UnreadableRecordException.class);
    }

    @Property
    void anyBytes_giveAChangeOrTheTypedError(@ForAll byte[] bytes) {
        try {
            assertThat(ChangeCodec.decode(bytes)).isNotNull();
        } catch (UnreadableRecordException e) {
            assertThat(e).hasMessageContaining("not a record");
        }
    }

    @Property
    void content_beginsWithItsVersionAndNoOther(@ForAll("records") StoredRecord record, @ForAll long other) {
        byte[] content = RecordCodec.encodeContent(record);
        Version version = record.version();
        assertThat(begins(content, version)).isTrue();
        assertThat(begins(content, new Version(version.number(), other))).isEqualTo(other == version.nonce());
        assertThat(begins(content, new Version(other, version.nonce()))).isEqualTo(other == version.number());
    }

    private static boolean begins(byte[] content, Version version) {
        byte[] start = RecordCodec.encodeVersion(version);
        return Arrays.equals(start, Arrays.copyOf(content, start.length));
    }

    @Provide
    Arbitrary<StoredRecord> records() {
        return CodecArbitraries.records();
    }

    @Provide
    Arbitrary<Change> changes() {
        return Combinators.combine(
                        Arbitraries.of(ChangeKind.class).filter(kind -> kind != ChangeKind.ADMINISTERED),
                        Arbitraries.longs().map(Instant::ofEpochMilli),
                        Arbitraries.strings().all().injectNull(0.5))
                .as(Change::new);
    }
}
