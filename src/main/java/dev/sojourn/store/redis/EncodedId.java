package dev.sojourn.store.redis;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Names as few bytes, in the order of the names.
 *
 * <ul>
 *   <li>128 bits in base64url (22 characters, what session keys are) are exactly {@value #PACKED} bytes: six bits per character, numbered in
 *       the order of ASCII and not of base64.
 *   <li>Other text of at most {@value #LONGEST} bytes of UTF-8 is that, and a mark at its end that is never the 16th byte.
 *   <li>Longer text, and text that UTF-8 cannot say, is SHA-256 of its UTF-16 and a mark; then the name has to be kept elsewhere.
 * </ul>
 */
final class EncodedId {

    /** The length of a packed name, which no other has. */
    static final int PACKED = 16;

    /** No encoding is longer. */
    static final int LONGEST_ENCODED = 66;

    private static final int LONGEST = 64;
    private static final int CHARACTERS = 22;
    private static final String DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    private static final String LAST = "AQgw";

    private static final byte TEXT = 0;
    private static final byte PADDED_TEXT = 1;
    private static final byte HASH = 2;

    private EncodedId() {}

    static byte[] encode(String id) {
        byte[] packed = packed(id);
        if (packed != null) {
            return packed;
        }
        byte[] utf8 = id.length() > LONGEST ? null : utf8(id);
        if (utf8 == null || utf8.length > LONGEST) {
            return marked(sha256(utf16(id)), HASH);
        }
        return utf8.length == PACKED - 1 ? marked(marked(utf8, TEXT), PADDED_TEXT) : marked(utf8, TEXT);
    }

    /** The name, or null where the encoding does not tell it. */
    static @Nullable String decode(byte[] encoded) {
        int length = encoded.length;
        if (length == PACKED) {
            return unpacked(encoded);
        }
        if (length == 0 || encoded[length - 1] == HASH) {
            return null;
        }
        int mark = encoded[length - 1] == PADDED_TEXT ? 2 : 1;
        return length < mark ? null : new String(encoded, 0, length - mark, StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] packed(String id) {
        if (id.length() != CHARACTERS || LAST.indexOf(id.charAt(CHARACTERS - 1)) < 0) {
            return null;
        }
        var out = new ByteArrayOutputStream(PACKED);
        int bits = 0;
        int held = 0;
        for (int i = 0; i < CHARACTERS; i++) {
            boolean last = i == CHARACTERS - 1;
            int digit = (last ? LAST : DIGITS).indexOf(id.charAt(i));
            if (digit < 0) {
                return null;
            }
            int width = last ? 2 : 6;
            bits = ((bits << width) | digit) & 0x3FFF;
            held += width;
            if (held >= Byte.SIZE) {
                held -= Byte.SIZE;
                out.write(bits >> held);
            }
        }
        return out.toByteArray();
    }

    private static String unpacked(byte[] packed) {
        var text = new StringBuilder(CHARACTERS);
        int bits = 0;
        int held = 0;
        for (byte next : packed) {
            bits = ((bits << Byte.SIZE) | (next & 0xFF)) & 0x3FFF;
            held += Byte.SIZE;
            while (held >= 6) {
                held -= 6;
                text.append(DIGITS.charAt((bits >> held) & 0x3F));
            }
        }
        return text.append(LAST.charAt(bits & 3)).toString();
    }

    private static byte @Nullable [] utf8(String text) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            return bytes;
        } catch (CharacterCodingException halfASurrogatePair) {
            return null;
        }
    }

    /** UTF-16. By hand, because an encoder puts something in the place of half a surrogate pair. */
    static byte[] utf16(String text) {
        byte[] bytes = new byte[2 * text.length()];
        ByteBuffer.wrap(bytes).asCharBuffer().put(text);
        return bytes;
    }

    private static byte[] marked(byte[] bytes, byte mark) {
        byte[] marked = Arrays.copyOf(bytes, bytes.length + 1);
        marked[bytes.length] = mark;
        return marked;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
