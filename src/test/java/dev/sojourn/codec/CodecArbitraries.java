package dev.sojourn.codec;

import dev.sojourn.ClientDetails;
import dev.sojourn.Device;
import dev.sojourn.DeviceType;
import dev.sojourn.EndReason;
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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Everything that the codecs may be given, strange texts and far instants included. */
final class CodecArbitraries {

    private CodecArbitraries() {}

    static Arbitrary<StoredRecord> records() {
        Arbitrary<RecordKey> keys =
                Combinators.combine(Arbitraries.of(RecordKind.class), texts()).as(RecordKey::new);
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
                                .injectNull(0.5))
                .as(SessionBody::new);
    }

    static Arbitrary<PrincipalBody> principals() {
        Arbitrary<PrincipalBody.Entry> entries = Combinators.combine(
                        texts(),
                        texts(),
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
                        bytes(40), instants(), bytes(20).injectNull(0.5))
                .as(Superseded::new);
        return Combinators.combine(
                        bytes(40),
                        instants(),
                        bytes(20),
                        bytes(70),
                        superseded.list().ofMaxSize(4))
                .as(Secrets::new);
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
        Arbitrary<Device> devices = Combinators.combine(
                        optional, optional, optional, optional, optional, Arbitraries.of(DeviceType.class))
                .as(Device::new);
        return Combinators.combine(optional, optional, devices).as(ClientDetails::new);
    }
}
