package dev.sojourn.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordKey;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
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

    /** A decoder, and the encoder of what it gives. */
    record Codec<T>(Function<byte[], T> decoder, Function<T, byte[]> encoder) {

        void decode(byte[] bytes) {
            T unused = decoder.apply(bytes);
        }

        /** What can be read can be written, and is then read the same. */
        void decodeTwice(byte[] bytes) {
            T value = decoder.apply(bytes);
            assertThat(decoder.apply(encoder.apply(value))).isEqualTo(value);
        }
    }

    private static final RecordKey KEY = Samples.sessionRecord().key();

    private static final List<Codec<?>> CODECS = List.of(
            new Codec<>(RecordCodec::decode, RecordCodec::encode),
            new Codec<>(bytes -> RecordCodec.decode(KEY, bytes), RecordCodec::encodeContent),
            new Codec<>(
                    bytes -> SessionBodyCodec.decode(Bytes.copyOf(bytes)),
                    body -> SessionBodyCodec.encode(body).toArray()),
            new Codec<>(
                    bytes -> PrincipalBodyCodec.decode(Bytes.copyOf(bytes)),
                    body -> PrincipalBodyCodec.encode(body).toArray()),
            new Codec<>(
                    bytes -> AttemptsBodyCodec.decode(Bytes.copyOf(bytes)),
                    body -> AttemptsBodyCodec.encode(body).toArray()));

    private static final List<byte[]> VALID = List.of(
            RecordCodec.encode(Samples.sessionRecord()),
            RecordCodec.encode(Samples.principalRecord()),
            RecordCodec.encodeContent(Samples.sessionRecord()),
            RecordCodec.encodeContent(Samples.principalRecord()),
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
        decodeWithAll(mutated(original, mutations));
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
        refusedByAll(bytes);
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
                "01 00 c9 7fffffff 01 0041",
                "01 00 c9 ffffffff 01 0041",
                "01 00 c7 03 01 004100",
                "01 00 c7 02 02 0041",
                "01 00 c4 0f 41414141414141414141414141414141",
                "01 00 c4 11 4141414141414141414141414141414141",
                "01 cf ffffffffffffffff",
                "",
                "c1",
                "c0"
            })
    void hostileLengths_areRefused(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        refusedByAll(bytes);
    }

    @Test
    void deepNesting_isRefused() {
        byte[] bytes = new byte[1_000_000];
        Arrays.fill(bytes, (byte) 0x91);
        bytes[0] = 1;
        refusedByAll(bytes);
    }

    /** Each byte becomes a fragment of 56 characters at most, and all together more than a User-Agent may have. */
    @Test
    void userAgentThatGrows_isRefused() {
        byte[] coded = new byte[10_000];
        Arrays.fill(coded, (byte) 0x8B);
        assertThatThrownBy(() -> UserAgents.restored(coded)).isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> UserAgents.restored(new byte[513])).isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> UserAgents.restored(new byte[] {(byte) 0xFF}))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void indexEntryWithoutTheFormOfAKey_isRefused() {
        var entry = new PrincipalBody.Entry("no key", "/shop", Samples.CREATED, null, null);
        Bytes bytes = PrincipalBodyCodec.encode(new PrincipalBody(1, List.of(entry)));
        assertThatThrownBy(() -> PrincipalBodyCodec.decode(bytes)).isInstanceOf(UnreadableRecordException.class);
    }

    @Property(tries = 2000)
    void anyBytes_takeNoMoreMemoryThanAFewTimesTheirOwn(
            @ForAll("valid") byte[] original, @ForAll("mutations") List<Mutation> mutations) {
        byte[] bytes = mutated(original, mutations);
        for (Codec<?> codec : CODECS) {
            long before = allocated();
            try {
                codec.decode(bytes);
            } catch (UnreadableRecordException expected) {
                // it may be refused, but not at a price
            }
            assertThat(allocated() - before).isLessThan(100_000 + 100L * bytes.length);
        }
    }

    /** Bytes that this thread has allocated so far. */
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static byte[] mutated(byte[] original, List<Mutation> mutations) {
        byte[] bytes = original.clone();
        for (Mutation mutation : mutations) {
            bytes[mutation.position() % bytes.length] = mutation.value();
        }
        return bytes;
    }

    private static void refusedByAll(byte[] bytes) {
        for (Codec<?> codec : CODECS) {
            long before = allocated();
            assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(UnreadableRecordException.class);
            assertThat(allocated() - before).isLessThan(1_000_000 + 100L * bytes.length);
        }
    }

    private static void decodeWithAll(byte[] bytes) {
        for (Codec<?> codec : CODECS) {
            try {
                codec.decodeTwice(bytes);
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
