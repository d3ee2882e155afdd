package dev.sojourn.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.store.Bytes;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no record: the typed error comes out, and nothing else. */
class CodecFuzzTest {

    private static final List<Consumer<byte[]>> DECODERS = List.of(
            RecordCodec::decode,
            bytes -> SessionBodyCodec.decode(Bytes.copyOf(bytes)),
            bytes -> PrincipalBodyCodec.decode(Bytes.copyOf(bytes)),
            bytes -> AttemptsBodyCodec.decode(Bytes.copyOf(bytes)));

    private static final List<byte[]> VALID = List.of(
            RecordCodec.encode(Samples.sessionRecord()),
            RecordCodec.encode(Samples.principalRecord()),
            SessionBodyCodec.encode(Samples.typicalSession()).toArray(),
            SessionBodyCodec.encode(Samples.fullSession()).toArray(),
            PrincipalBodyCodec.encode(Samples.principal()).toArray(),
            AttemptsBodyCodec.encode(Samples.attempts()).toArray());

    /** One byte set to one value. */
    record Mutation(int position, byte value) {}

    @Property(tries = 3000)
    void randomBytes_giveTheTypedErrorOnly(@ForAll byte[] bytes, @ForAll boolean knownFormat) {
        if (knownFormat && bytes.length > 0) {
            bytes[0] = 1;
        }
        decodeWithAll(bytes);
    }

    @Property(tries = 5000)
    void mutatedRecords_giveTheTypedErrorOnly(
            @ForAll("valid") byte[] original, @ForAll("mutations") List<Mutation> mutations) {
        byte[] bytes = original.clone();
        for (Mutation mutation : mutations) {
            bytes[mutation.position() % bytes.length] = mutation.value();
        }
        decodeWithAll(bytes);
    }

    @Property(tries = 2000)
    void splicedRecords_giveTheTypedErrorOnly(
            @ForAll("valid") byte[] head, @ForAll("valid") byte[] tail, @ForAll("positions") int at) {
        int cut = at % Math.min(head.length, tail.length);
        byte[] bytes = Arrays.copyOf(head, tail.length);
        System.arraycopy(tail, cut, bytes, cut, tail.length - cut);
        decodeWithAll(bytes);
    }

    @Property(tries = 1000)
    void cutRecords_areRefused(@ForAll("valid") byte[] original, @ForAll("positions") int at) {
        byte[] bytes = Arrays.copyOf(original, at % original.length);
        for (Consumer<byte[]> decoder : DECODERS) {
            assertThatThrownBy(() -> decoder.accept(bytes)).isInstanceOf(UnreadableRecordException.class);
        }
    }

    /** Lengths of up to 4 GB in front of nothing, and a million arrays one inside the other. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "01 00 db ffffffff",
                "01 00 db 7fffffff 41",
                "01 00 c6 7fffffff 41",
                "01 00 c6 ffffffff",
                "01 00 a1 41 01 01 01 c0 c6 7ffffff0 00",
                "01 c6 7fffffff",
                "01 01 dd 7fffffff a1",
                "01 01 dd ffffffff a1",
                "01 dd 7fffffff dd 7fffffff",
                "01 00 c7 ff 01",
                "01 cf ffffffffffffffff",
                "",
                "c1",
                "c0"
            })
    void hostileLengths_areRefused(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        for (Consumer<byte[]> decoder : DECODERS) {
            assertThatThrownBy(() -> decoder.accept(bytes)).isInstanceOf(UnreadableRecordException.class);
        }
    }

    @Test
    void deepNesting_isRefused() {
        byte[] bytes = new byte[1_000_000];
        Arrays.fill(bytes, (byte) 0x91);
        bytes[0] = 1;
        for (Consumer<byte[]> decoder : DECODERS) {
            assertThatThrownBy(() -> decoder.accept(bytes)).isInstanceOf(UnreadableRecordException.class);
        }
    }

    private static void decodeWithAll(byte[] bytes) {
        for (Consumer<byte[]> decoder : DECODERS) {
            try {
                decoder.accept(bytes);
            } catch (UnreadableRecordException expected) {
                assertThat(expected).hasMessageStartingWith("not a record");
            }
        }
    }

    @Provide
    Arbitrary<byte[]> valid() {
        return Arbitraries.of(VALID);
    }

    @Provide
    Arbitrary<Integer> positions() {
        return Arbitraries.integers().between(0, 10_000);
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Combinators.combine(positions(), Arbitraries.bytes())
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }
}
