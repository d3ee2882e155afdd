package dev.sojourn.store.redis;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The text of a place in a listing: opaque to others, and harmless when forged, since it only says where to go on. The checksum is there to refuse
 * what is no cursor.
 */
final class RedisCursor {

    private static final int HEAD = Integer.BYTES + Long.BYTES;

    private RedisCursor() {}

    static String of(Entry last) {
        byte[] bytes = new byte[HEAD + last.member().length];
        ByteBuffer.wrap(bytes)
                .putInt(0)
                .putLong(last.score())
                .put(last.member())
                .putInt(0, checksum(bytes));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The place that a cursor names.
     *
     * @throws IllegalArgumentException for anything that {@link #of} did not make
     */
    static Entry parse(String cursor) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw notACursor(e);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length <= HEAD
                || bytes.length > HEAD + EncodedId.LONGEST_ENCODED
                || buffer.getInt() != checksum(bytes)) {
            throw notACursor(null);
        }
        long score = buffer.getLong();
        byte[] member = new byte[buffer.remaining()];
        buffer.get(member);
        return new Entry(score, member);
    }

    private static int checksum(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes, Integer.BYTES, bytes.length - Integer.BYTES);
        return (int) crc.getValue();
    }

    private static IllegalArgumentException notACursor(@Nullable Exception cause) {
        return new IllegalArgumentException("not a cursor of this storage", cause);
    }
}
