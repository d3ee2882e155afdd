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
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Records and bodies as the engine makes them, the same at every call. */
final class Samples {

    static final Instant CREATED = Instant.parse("2025-03-01T12:00:00.123Z");

    static final String CHROME_ON_LINUX =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    /** What the browsers that most people use say. */
    static final List<String> USER_AGENTS = List.of(
            CHROME_ON_LINUX,
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"
                    + " Safari/537.36",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"
                    + " Safari/537.36 Edg/140.0.0.0",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6"
                    + " Safari/605.1.15",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                    + " Version/18.6 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                    + " CriOS/140.0.7339.101 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile"
                    + " Safari/537.36",
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0"
                    + " Chrome/130.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "curl/8.5.0");

    private Samples() {}

    /** Chrome on Linux, signed in, one role, two small attributes. */
    static SessionBody typicalSession() {
        return new SessionBody(
                new Secrets(bytes(32, 1), CREATED, bytes(16, 2), bytes(32, 3), List.of()),
                new Timing(Duration.ofMinutes(30), CREATED.plus(Duration.ofHours(12)), null, false),
                new ClientDetails(
                        "203.0.113.77",
                        CHROME_ON_LINUX,
                        new Device("Chrome", "140", "Linux", null, null, DeviceType.PC)),
                CREATED,
                Set.of("customer"),
                Map.of("ui.theme", "\"dark\"", "cart.items", "3"),
                null);
    }

    /** Every optional part is there. */
    static SessionBody fullSession() {
        return new SessionBody(
                new Secrets(
                        bytes(32, 4),
                        CREATED.plusSeconds(60),
                        bytes(16, 5),
                        bytes(64, 6),
                        List.of(
                                new Superseded(bytes(32, 7), CREATED.plusSeconds(60), bytes(16, 8)),
                                new Superseded(bytes(32, 9), CREATED.plusSeconds(30), null))),
                new Timing(Duration.ofDays(14), Instant.MAX, CREATED.plusSeconds(7200), true),
                new ClientDetails(
                        "2001:db8::1",
                        "Täst/1.0 \uD83D\uDE00",
                        new Device("Mobile Safari", "17.5", "iOS", "17.5.1", "iPhone", DeviceType.MOBILE)),
                CREATED,
                Set.of("customer", "admin", "größe"),
                Map.of("a", "{\"b\":[1,2,3]}", "", "null"),
                new Ending(EndReason.THEFT, CREATED.plusSeconds(90)));
    }

    static PrincipalBody principal() {
        return new PrincipalBody(
                -3_000_000_000L,
                List.of(
                        new PrincipalBody.Entry(
                                "AAAAAAAAAAAAAAAAAAAAAA",
                                "/shop",
                                CREATED,
                                CREATED.plusSeconds(43_200),
                                EndReason.EVICTED),
                        new PrincipalBody.Entry("BBBBBBBBBBBBBBBBBBBBBB", "/bank", CREATED, null, null)));
    }

    static AttemptsBody attempts() {
        return new AttemptsBody(5, CREATED.plus(Duration.ofMinutes(15)), "alice");
    }

    /** A typical session's record. */
    static StoredRecord sessionRecord() {
        return StoredRecord.of(
                new RecordKey(RecordKind.SESSION, "Zm9vYmFyYmF6cXV4cXV1eA"),
                new Version(7, 0x1234_5678_9abc_def0L),
                CREATED.plus(Duration.ofMinutes(61)),
                new IndexedFields(
                        "/shop",
                        "alice",
                        null,
                        null,
                        CREATED,
                        CREATED.plusSeconds(1),
                        CREATED.plus(Duration.ofMinutes(31)),
                        "203.0.113.77"),
                SessionBodyCodec.encode(typicalSession()));
    }

    /** A record without fields, kept for ever, with half a surrogate pair in its name. */
    static StoredRecord principalRecord() {
        return StoredRecord.of(
                new RecordKey(RecordKind.PRINCIPAL, "half \uD800 pair"),
                new Version(1, -1),
                Instant.MAX,
                null,
                PrincipalBodyCodec.encode(principal()));
    }

    private static Bytes bytes(int length, int start) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (37 * i + start);
        }
        return Bytes.copyOf(bytes);
    }
}
