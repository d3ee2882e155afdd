package dev.sojourn.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.DeviceType;
import dev.sojourn.EndReason;
import dev.sojourn.SessionState;
import dev.sojourn.codec.SessionBody.Ending;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The bytes of format 1, kept as files: what an older release wrote stays readable, and what this one writes an older one can
 * read. A file is never changed; a new format gets new files.
 */
class StoredFormatTest {

    @Test
    void format1_sessionBody_readsAndWritesTheSame() throws IOException {
        Bytes fixture = fixture("session-typical.1.hex");
        assertThat(SessionBodyCodec.decode(fixture)).isEqualTo(Samples.typicalSession());
        assertThat(hex(SessionBodyCodec.encode(Samples.typicalSession()))).isEqualTo(hex(fixture));
    }

    @Test
    void format1_sessionBodyWithAllParts_readsAndWritesTheSame() throws IOException {
        Bytes fixture = fixture("session-full.1.hex");
        assertThat(SessionBodyCodec.decode(fixture)).isEqualTo(Samples.fullSession());
        assertThat(hex(SessionBodyCodec.encode(Samples.fullSession()))).isEqualTo(hex(fixture));
    }

    @Test
    void format1_principalBody_readsAndWritesTheSame() throws IOException {
        Bytes fixture = fixture("principal.1.hex");
        assertThat(PrincipalBodyCodec.decode(fixture)).isEqualTo(Samples.principal());
        assertThat(hex(PrincipalBodyCodec.encode(Samples.principal()))).isEqualTo(hex(fixture));
    }

    @Test
    void format1_attemptsBody_readsAndWritesTheSame() throws IOException {
        Bytes fixture = fixture("attempts.1.hex");
        assertThat(AttemptsBodyCodec.decode(fixture)).isEqualTo(Samples.attempts());
        assertThat(hex(AttemptsBodyCodec.encode(Samples.attempts()))).isEqualTo(hex(fixture));
    }

    @Test
    void format1_sessionRecord_readsAndWritesTheSame() throws IOException {
        Bytes fixture = fixture("record-session.1.hex");
        assertThat(RecordCodec.decode(fixture.toArray())).isEqualTo(Samples.sessionRecord());
        assertThat(hex(Bytes.copyOf(RecordCodec.encode(Samples.sessionRecord()))))
                .isEqualTo(hex(fixture));
    }

    @Test
    void format1_recordWithoutFields_readsAndWritesTheSame() throws IOException {
        Bytes fixture = fixture("record-principal.1.hex");
        assertThat(RecordCodec.decode(fixture.toArray())).isEqualTo(Samples.principalRecord());
        assertThat(hex(Bytes.copyOf(RecordCodec.encode(Samples.principalRecord()))))
                .isEqualTo(hex(fixture));
    }

    @Test
    void format2_isRefused() throws IOException {
        byte[] newer = fixture("session-typical.1.hex").toArray();
        newer[0] = 2;
        assertThatThrownBy(() -> SessionBodyCodec.decode(Bytes.copyOf(newer)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("format 2");
    }

    @Test
    void oneByteMore_isRefused() {
        byte[] bytes = RecordCodec.encode(Samples.sessionRecord());
        assertThatThrownBy(() -> RecordCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("1 bytes too many");
    }

    @Test
    void format1_contentOfARecord_readsAndWritesTheSame() throws IOException {
        Bytes fixture = fixture("content-session.1.hex");
        StoredRecord record = Samples.sessionRecord();
        assertThat(RecordCodec.decode(record.key(), fixture.toArray())).isEqualTo(record);
        assertThat(hex(Bytes.copyOf(RecordCodec.encodeContent(record)))).isEqualTo(hex(fixture));
    }

    @Test
    void format1_fragmentsOfUserAgents_keepTheirCodes() throws IOException {
        List<String> ofFormat1 = lines("user-agent-fragments.1.txt");
        assertThat(UserAgents.FRAGMENTS).hasSizeLessThanOrEqualTo(128).doesNotHaveDuplicates();
        assertThat(UserAgents.FRAGMENTS.subList(0, ofFormat1.size())).isEqualTo(ofFormat1);
    }

    @Test
    void format1_namesOfDevices_keepTheirNumbers() throws IOException {
        List<String> ofFormat1 = lines("device-names.1.txt");
        assertThat(DeviceCodec.NAMES).doesNotHaveDuplicates();
        assertThat(DeviceCodec.NAMES.subList(0, ofFormat1.size())).isEqualTo(ofFormat1);
    }

    @Test
    void typicalSession_staysSmall() {
        assertThat(SessionBodyCodec.encode(Samples.typicalSession()).length()).isEqualTo(183);
        assertThat(RecordCodec.encodeContent(Samples.sessionRecord())).hasSize(245);
        assertThat(RecordCodec.encode(Samples.sessionRecord())).hasSize(264);
    }

    @Test
    void userAgentsOfCommonBrowsers_takeFewBytes() {
        assertThat(Samples.USER_AGENTS.subList(0, 10))
                .allSatisfy(text -> assertThat(UserAgents.shorten(text)).hasSizeLessThan(25));
    }

    @Test
    void instantBetweenMilliseconds_isRoundedDown() {
        var body = new AttemptsBody(1, Instant.parse("2025-03-01T12:00:00.123999Z"), "alice");
        assertThat(AttemptsBodyCodec.decode(AttemptsBodyCodec.encode(body)).windowEnd())
                .isEqualTo(Instant.parse("2025-03-01T12:00:00.123Z"));
    }

    @ParameterizedTest
    @EnumSource(EndReason.class)
    void everyEndReason_hasANumber(EndReason reason) {
        SessionBody body = Samples.typicalSession().ended(new Ending(reason, Samples.CREATED));
        assertThat(SessionBodyCodec.decode(SessionBodyCodec.encode(body))).isEqualTo(body);
    }

    @Test
    void everyOtherConstant_hasANumber() {
        // The round trips draw from values(); here is that nothing else has to be thought of.
        assertThat(DeviceType.values()).hasSize(5);
        assertThat(RecordKind.values()).hasSize(6);
        assertThat(SessionState.values()).hasSize(2);
    }

    private static Bytes fixture(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(StoredFormatTest.class.getResourceAsStream(name), name)) {
            String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", "");
            return Bytes.copyOf(HexFormat.of().parseHex(hex));
        }
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(StoredFormatTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
    }

    private static String hex(Bytes bytes) {
        return HexFormat.of().formatHex(bytes.toArray());
    }
}
