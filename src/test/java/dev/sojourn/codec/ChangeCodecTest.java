package dev.sojourn.codec;

import static org.assertj.core.api.Assertions.assertThat;

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
                        Arbitraries.of(ChangeKind.class),
                        Arbitraries.longs().map(Instant::ofEpochMilli),
                        Arbitraries.strings().all().injectNull(0.5))
                .as(Change::new);
    }
}
