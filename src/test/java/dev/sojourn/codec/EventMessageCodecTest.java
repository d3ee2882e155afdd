package dev.sojourn.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.event.LiveEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventMessageCodecTest {

    private static final LiveEvent EVENT = new LiveEvent(
            "agent-changed",
            Instant.parse("2026-11-21T10:00:00.123Z"),
            "AAAAAAAAAAAAAAAAAAAAAA",
            "/shop",
            "alice",
            null,
            "192.0.2.1",
            null,
            null,
            Map.of("before", "one", "userAgent", "two"));

    @Test
    void message_is_read_as_it_was_written() {
        var message = new EventMessage("node", 17, EVENT);

        assertThat(EventMessageCodec.decode(EventMessageCodec.encode(message))).isEqualTo(message);
    }

    @Test
    void sign_of_life_has_no_event() {
        var message = new EventMessage("node", 17, null);

        assertThat(EventMessageCodec.decode(EventMessageCodec.encode(message))).isEqualTo(message);
        assertThat(HexFormat.of().formatHex(EventMessageCodec.encode(message))).isEqualTo("01a46e6f646511c2");
    }

    @Test
    void anything_else_is_unreadable() {
        byte[] whole = EventMessageCodec.encode(new EventMessage("node", 17, EVENT));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> EventMessageCodec.decode(cut)).isInstanceOf(UnreadableRecordException.class);
        }
    }
}
