package dev.sojourn.store.encrypted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.codec.RecordCodec;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Records that format 1 encrypted, kept as files: they stay readable. A file is never changed; a new format gets new files. */
class EncryptedFormatTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final StoredRecord SESSION = RecordBuilder.session("Zm9vYmFyYmF6cXV4cXV1eA", NOW)
            .namespace("red")
            .ended()
            .build();
    private static final StoredRecord ATTEMPTS =
            RecordBuilder.of(RecordKind.ATTEMPTS, "address:192.0.2.1", NOW).build();

    private final RecordCipher cipher = new RecordCipher(TestKeys.of("k1"), new SecureRandom());

    @Test
    void format1_session_isReadable() throws IOException {
        assertThat(cipher.open(fixture("session.1.hex"))).isEqualTo(SESSION);
    }

    @Test
    void format1_countOfAttempts_isReadableAndFound() throws IOException {
        StoredRecord stored = fixture("attempts.1.hex");
        assertThat(cipher.open(stored)).isEqualTo(ATTEMPTS);
        assertThat(cipher.stored(ATTEMPTS.key())).isEqualTo(stored.key());
    }

    private static StoredRecord fixture(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(EncryptedFormatTest.class.getResourceAsStream(name), name)) {
            String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", "");
            return RecordCodec.decode(HexFormat.of().parseHex(hex));
        }
    }
}
