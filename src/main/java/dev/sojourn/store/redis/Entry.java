package dev.sojourn.store.redis;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A place in a sorted set.
 *
 * @param score what the set is sorted by: a whole number, unless somebody else put it there
 * @param member the encoded id of a session, or what somebody else put there; not changed by anybody
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content here
record Entry(double score, byte[] member) implements Comparable<Entry> {

    private static final int HEAD = Integer.BYTES + Double.BYTES;

    @Override
    public int compareTo(Entry other) {
        int byScore = Double.compare(score, other.score);
        return byScore != 0 ? byScore : Arrays.compareUnsigned(member, other.member);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Entry that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(score) + Arrays.hashCode(member);
    }

    /** As a text: opaque to others, and harmless when forged, since it only says where to go on. The checksum is there to refuse what is no cursor. */
    String cursor() {
        // What is longer is nobody's id: to go on before it costs one more look at it.
        int length = Math.min(member.length, EncodedId.LONGEST_ENCODED);
        byte[] bytes = new byte[HEAD + length];
        ByteBuffer.wrap(bytes).putInt(0).putDouble(score).put(member, 0, length).putInt(0, checksum(bytes));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The place that a cursor names.
     *
     * @throws IllegalArgumentException for anything that {@link #cursor} did not make
     */
    static Entry ofCursor(String cursor) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw notACursor(e);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < HEAD
                || bytes.length > HEAD + EncodedId.LONGEST_ENCODED
                || buffer.getInt() != checksum(bytes)) {
            throw notACursor(null);
        }
        double score = buffer.getDouble();
        if (Double.isNaN(score)) {
            throw notACursor(null);
        }
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
