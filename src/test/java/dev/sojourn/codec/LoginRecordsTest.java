package dev.sojourn.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.store.Bytes;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bodies of the records of login protection as bytes. */
class LoginRecordsTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00.123Z");

    @Test
    void attemptsUnderWay_areReadAsWritten() {
        var body = new AttemptsBody(4, NOW, "username:alice", 2, NOW.minusSeconds(600));
        assertThat(AttemptsBodyCodec.decode(AttemptsBodyCodec.encode(body))).isEqualTo(body);
    }

    @Test
    void attemptsWithoutAnyUnderWay_takeNoMoreBytesThanBefore() {
        var before = new AttemptsBody(4, NOW, "username:alice");
        assertThat(AttemptsBodyCodec.encode(new AttemptsBody(4, NOW, "username:alice", 0, NOW)))
                .isEqualTo(AttemptsBodyCodec.encode(before));
    }

    @Test
    void devices_areReadAsWritten() {
        var body = new DevicesBody(List.of(
                new DevicesBody.Used(Bytes.copyOf(new byte[32]), NOW),
                new DevicesBody.Used(Bytes.copyOf(new byte[] {1, 2}), NOW.minusSeconds(86_400))));
        assertThat(DevicesBodyCodec.decode(DevicesBodyCodec.encode(body))).isEqualTo(body);
    }

    @Test
    void blocked_areReadAsWritten() {
        var body = new BlockedBody(List.of(
                new BlockedBody.Entry("username:\uD83D", NOW),
                new BlockedBody.Entry("address:192.0.2.1", NOW.minusSeconds(1))));
        assertThat(BlockedBodyCodec.decode(BlockedBodyCodec.encode(body))).isEqualTo(body);
    }

    @Test
    void otherBytes_areRefused() {
        var garbage = Bytes.copyOf(new byte[] {1, (byte) 0xdd, 0x7f, 0, 0, 0});
        assertThatThrownBy(() -> DevicesBodyCodec.decode(garbage)).isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> BlockedBodyCodec.decode(garbage)).isInstanceOf(UnreadableRecordException.class);
    }
}
