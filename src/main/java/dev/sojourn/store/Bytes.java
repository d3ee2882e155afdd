package dev.sojourn.store;

import java.security.MessageDigest;
import java.util.Arrays;

/** Immutable bytes, equal by content. {@link #toString} shows only their number. */
public final class Bytes {

    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** A copy of these bytes. */
    public static Bytes copyOf(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    /** A copy of the content. */
    public byte[] toArray() {
        return content.clone();
    }

    /** How many. */
    public int length() {
        return content.length;
    }

    /** Whether the content is the same, in a time that does not depend on where it differs. */
    public boolean matches(Bytes other) {
        return MessageDigest.isEqual(content, other.content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "Bytes[" + content.length + "]";
    }
}
