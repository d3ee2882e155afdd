package dev.sojourn.store.jcache;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The text of a place in a listing: opaque to others, and harmless when forged, since it only says where to go on. The checksum
 * is there to refuse what is no cursor.
 */
final class Cursor {

    private static final int HEAD = Integer.BYTES + Long.BYTES + Integer.BYTES;

    private Cursor() {}

    static String of(Place place) {
        Instant at = place.at();
        byte[] bytes = new byte[HEAD + 2 * place.id().length()];
        ByteBuffer buffer =
                ByteBuffer.wrap(bytes).putInt(0).putLong(at.getEpochSecond()).putInt(at.getNano());
        // UTF-16, in which any text can be said, half surrogate pairs included
        buffer.asCharBuffer().put(place.id());
        buffer.putInt(0, checksum(bytes));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The place in a group that a cursor names.
     *
     * @throws IllegalArgumentException for anything that {@link #of} did not make
     */
    static Place parse(String cursor, String group) {
        byte[] bytes = decoded(cursor);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < HEAD || bytes.length % 2 != 0 || buffer.getInt() != checksum(bytes)) {
            throw notACursor(null);
        }
        try {
            Instant at = Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
            return new Place(group, at, buffer.asCharBuffer().toString());
        } catch (DateTimeException | ArithmeticException e) {
            throw notACursor(e);
        }
    }

    private static byte[] decoded(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw notACursor(e);
        }
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
