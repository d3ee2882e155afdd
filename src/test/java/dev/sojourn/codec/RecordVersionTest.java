package dev.sojourn.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RecordVersionTest {

    private static final byte INT_64 = (byte) 0xD3;

    private static final RecordKey KEY = new RecordKey(RecordKind.PRINCIPAL, "alice");
    private static final StoredRecord RECORD =
            StoredRecord.of(KEY, new Version(1, 7), Instant.MAX, null, Bytes.copyOf(new byte[] {1, 2, 3}));

    @Test
    void versionInMoreBytesThanItNeeds_isUnreadable() {
        byte[] content = RecordCodec.encodeContent(RECORD);
        // after the format: the number 1, which is one byte, as a long
        var longer = new ByteArrayOutputStream();
        longer.write(content[0]);
        longer.writeBytes(
                ByteBuffer.allocate(1 + Long.BYTES).put(INT_64).putLong(1).array());
        longer.writeBytes(Arrays.copyOfRange(content, 2, content.length));

        assertThat(RecordCodec.decode(KEY, content)).isEqualTo(RECORD);
        assertThatThrownBy(() -> RecordCodec.decode(KEY, longer.toByteArray()))
                .isInstanceOf(UnreadableRecordException.class);
    }
}
