package dev.sojourn.store.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any text in columns that can be indexed and compared. A text that a column of any database takes as it is stands there as it is; one that
 * is long, or has what some database cannot keep or tell apart (NUL, half a surrogate pair, a space at its end), stands there as {@code #} and its
 * hash. Texts are equal when their columns are. The row of a hashed text also has all its texts as bytes.
 */
final class Texts {

    /** The longest name that stands in its column as it is. */
    static final int NAME = 128;

    /** The longest key that stands in its column as it is, and the longest address. */
    static final int KEY = 64;

    private static final char HASHED = '#';

    private Texts() {}

    /** The column of a name. */
    static @Nullable String name(@Nullable String text) {
        return text == null || fits(text, NAME, Character.MAX_VALUE) ? text : hashed(text);
    }

    /** The column of an address. */
    static @Nullable String address(@Nullable String text) {
        return text == null || fits(text, KEY, Character.MAX_VALUE) ? text : hashed(text);
    }

    /** The column of a key: visible ASCII only. */
    static String key(String text) {
        return fits(text, KEY, '~') ? text : hashed(text);
    }

    /** The bytes that keep these texts where one of the columns has it hashed; null where none has. */
    static byte @Nullable [] kept(List<@Nullable String> texts, List<@Nullable String> columns) {
        if (texts.equals(columns)) {
            return null;
        }
        int size = texts.stream()
                .mapToInt(text -> Integer.BYTES + (text == null ? 0 : Character.BYTES * text.length()))
                .sum();
        ByteBuffer bytes = ByteBuffer.allocate(size);
        for (String text : texts) {
            bytes.putInt(text == null ? -1 : text.length());
            if (text != null) {
                text.chars().forEach(c -> bytes.putChar((char) c));
            }
        }
        return bytes.array();
    }

    /**
     * The texts of a row.
     *
     * @param kept as {@link #kept} made it
     * @param columns what stands in the columns
     * @throws IllegalArgumentException for bytes that are not so many texts
     */
    static List<@Nullable String> read(byte @Nullable [] kept, List<@Nullable String> columns) {
        if (kept == null) {
            return columns;
        }
        ByteBuffer bytes = ByteBuffer.wrap(kept);
        List<@Nullable String> texts = new ArrayList<>();
        while (bytes.remaining() >= Integer.BYTES) {
            int length = bytes.getInt();
            if (length > bytes.remaining() / Character.BYTES) {
                break;
            }
            texts.add(length < 0 ? null : text(bytes, length));
        }
        if (texts.size() != columns.size() || bytes.hasRemaining()) {
            throw new IllegalArgumentException("its long texts cannot be read");
        }
        return texts;
    }

    private static String text(ByteBuffer bytes, int length) {
        char[] chars = new char[length];
        bytes.asCharBuffer().get(chars);
        bytes.position(bytes.position() + Character.BYTES * length);
        return new String(chars);
    }

    private static boolean fits(String text, int longest, char last) {
        int length = text.length();
        if (length > longest || (length > 0 && (text.charAt(0) == HASHED || text.charAt(length - 1) == ' '))) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > last) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                i++;
                if (i == length || !Character.isSurrogatePair(c, text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String hashed(String text) {
        ByteBuffer utf16 = ByteBuffer.allocate(Character.BYTES * text.length());
        utf16.asCharBuffer().put(text);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(utf16.array());
            return HASHED + new String(Base64.getUrlEncoder().withoutPadding().encode(hash), StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
