package dev.sojourn.store.encrypted;

import dev.sojourn.store.Bytes;
import java.util.regex.Pattern;

/**
 * One key of encryption at rest. Immutable; {@link #toString} shows the id only.
 *
 * @param id stands in the clear before all that it encrypts: 1 to 16 characters of A-Z a-z 0-9 - _
 * @param secret {@value #BYTES} random bytes
 */
public record EncryptionKey(String id, Bytes secret) {

    /** For AES-256. */
    public static final int BYTES = 32;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,16}");

    /** Checks both; throws IllegalArgumentException, which repeats neither. */
    public EncryptionKey {
        if (!isId(id)) {
            throw new IllegalArgumentException("the id of an encryption key is 1 to 16 characters of A-Z a-z 0-9 - _");
        }
        if (secret.length() != BYTES) {
            throw new IllegalArgumentException("an encryption key has " + BYTES + " bytes, not " + secret.length());
        }
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    @Override
    public String toString() {
        return id;
    }
}
