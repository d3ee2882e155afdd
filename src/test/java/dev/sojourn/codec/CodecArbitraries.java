package dev.sojourn.codec;

import dev.sojourn.ClientDetails;
import dev.sojourn.Device;
import dev.sojourn.DeviceType;
import dev.sojourn.EndReason;
import dev.sojourn.SessionKey;
import dev.sojourn.codec.SessionBody.Ending;
import dev.sojourn.codec.SessionBody.Secrets;
import dev.sojourn.codec.SessionBody.Superseded;
import dev.sojourn.codec.SessionBody.Timing;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Everything that the codecs may be given, strange texts and far instants included. */
final class CodecArbitraries {

    private CodecArbitraries() {}

    static Arbitrary<StoredRecord> records() {
        Arbitrary<RecordKey> keys =
                Combinators.combine(Arbitraries.of(RecordKind.class), ids()).as(RecordKey::new);
        Arbitrary<Version> versions =
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Version::new);
        return Combinators.combine(keys, versions, instants(), fields().injectNull(0.3), bytes(400))
                .as(StoredRecord::of);
    }

    static Arbitrary<SessionBody> sessions() {
        return Combinators.combine(
                        secrets(),
                        timings(),
                        clients(),
                        instants().injectNull(0.3),
                        texts().set().ofMaxSize(5),
                        Arbitraries.maps(texts(), texts()).ofMaxSize(5),
                        Combinators.combine(Arbitraries.of(EndReason.class), instants())
                                .as(Ending::new)
                                .injectNull(0.5),
                        seen())
                .as(SessionBody::new);
    }

    static Arbitrary<PrincipalBody> principals() {
        Arbitrary<PrincipalBody.Entry> entries = Combinators.combine(
                        sessionKeys(),
                        Arbitraries.oneOf(texts(), Arbitraries.of("/shop", "/bank")),
                        instants(),
                        instants().injectNull(0.3),
                        Arbitraries.of(EndReason.class).injectNull(0.5))
                .as(PrincipalBody.Entry::new);
        return Combinators.combine(Arbitraries.longs(), entries.list().ofMaxSize(8))
                .as(PrincipalBody::new);
    }

    static Arbitrary<AttemptsBody> attempts() {
        return Combinators.combine(Arbitraries.integers(), instants(), texts()).as(AttemptsBody::new);
    }

    static Arbitrary<Bytes> bytes(int most) {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(most).map(Bytes::copyOf);
    }

    /** Whole char range, so also control characters and half surrogate pairs. */
    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(40),
                Arbitraries.strings().all().ofMaxLength(40),
                Arbitraries.strings()
                        .withChars('\uD800', '\uDBFF', '\uDC00', '\uDFFF', 'a', '\0')
                        .ofMaxLength(8));
    }

    /** Keys of sessions, what almost looks like one, and any text. */
    private static Arbitrary<String> ids() {
        return Arbitraries.oneOf(
                sessionKeys(),
                Arbitraries.strings()
                        .withCharRange('A', 'Z')
                        .withChars('-', '_', '9', '=')
                        .ofMinLength(21)
                        .ofMaxLength(23),
                texts());
    }

    /** Those that bytes give, and those of the same form that none give. */
    private static Arbitrary<String> sessionKeys() {
        return Arbitraries.oneOf(
                Arbitraries.bytes()
                        .array(byte[].class)
                        .ofSize(SessionKey.BYTES)
                        .map(random -> SessionKey.of(random).value()),
                Arbitraries.strings()
                        .withCharRange('A', 'Z')
                        .withCharRange('a', 'z')
                        .withCharRange('0', '9')
                        .withChars('-', '_')
                        .ofLength(22));
    }

    /** Real ones, what is put together from their pieces, and any text, up to and beyond the length that is kept. */
    static Arbitrary<String> userAgents() {
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.of(UserAgents.FRAGMENTS),
                Arbitraries.of(UserAgents.FRAGMENTS)
                        .flatMap(fragment -> Arbitraries.integers()
                                .between(1, fragment.length())
                                .map(end -> fragment.substring(0, end))),
                Arbitraries.strings().ascii().ofMaxLength(6),
                Arbitraries.strings().withChars('\u007F', '\u0080', '\u00FF').ofMaxLength(1));
        return Arbitraries.oneOf(
                Arbitraries.of(Samples.USER_AGENTS),
                pieces.list().ofMaxSize(40).map(parts -> String.join("", parts)),
                Arbitraries.strings().ascii().ofMinLength(500).ofMaxLength(530),
                texts());
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.oneOf(
                Arbitraries.longs()
                        .between(1_600_000_000_000L, 2_000_000_000_000L)
                        .map(Instant::ofEpochMilli),
                Arbitraries.longs().map(Instant::ofEpochMilli),
                Arbitraries.just(Instant.MAX));
    }

    private static Arbitrary<IndexedFields> fields() {
        return Combinators.combine(
                        texts(),
                        texts().injectNull(0.2),
                        texts().injectNull(0.5),
                        Arbitraries.of(EndReason.class).injectNull(0.5),
                        instants(),
                        instants(),
                        instants(),
                        texts().injectNull(0.2))
                .as(IndexedFields::new);
    }

    private static Arbitrary<Secrets> secrets() {
        Arbitrary<Superseded> superseded = Combinators.combine(
                        bytes(40).filter(hash -> hash.length() % Long.BYTES != 1),
                        instants(),
                        bytes(20).injectNull(0.5))
                .as(Superseded::new);
        return Combinators.combine(
                        bytes(40),
                        instants(),
                        bytes(20),
                        bytes(70),
                        superseded.list().ofMaxSize(4))
                .as(Secrets::new);
    }

    private static Arbitrary<Seen> seen() {
        Arbitrary<List<Long>> digests = Arbitraries.longs().list().ofMaxSize(Seen.MOST);
        return Combinators.combine(digests, digests).as(Seen::new);
    }

    private static Arbitrary<Timing> timings() {
        return Combinators.combine(
                        Arbitraries.longs()
                                .between(1, Long.MAX_VALUE)
                                .map(Duration::ofMillis)
                                .injectNull(0.2),
                        instants().injectNull(0.2),
                        instants().injectNull(0.7),
                        Arbitraries.of(true, false))
                .as(Timing::new);
    }

    private static Arbitrary<ClientDetails> clients() {
        Arbitrary<String> optional = texts().injectNull(0.3);
        Arbitrary<String> names = Arbitraries.oneOf(optional, Arbitraries.of(DeviceCodec.NAMES));
        Arbitrary<Device> devices = Combinators.combine(
                        names, optional, names, optional, names, Arbitraries.of(DeviceType.class))
                .as(Device::new);
        return Combinators.combine(optional, userAgents().injectNull(0.2), devices)
                .as(ClientDetails::new);
    }
}
