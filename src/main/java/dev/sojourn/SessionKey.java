package dev.sojourn;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The public handle of a session: 128 random bits as 22 characters of base64url.
 *
 * <p>It is the storage key and what lists, logs, audit and admin URLs show. It is stable for the session's whole life,
 * rotations included, and knowing it gives no access. Immutable.
 *
 * @param value 22 characters of the base64url alphabet
 */
public record SessionKey(String value) {

    /** Length of a key in bytes: 128 bits, the least that OWASP ASVS 7.2.3 asks of a session identifier. */
    public static final int BYTES = 16;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

    /** Checks the form; throws IllegalArgumentException, which does not repeat the text, for anything else. */
    public SessionKey {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a session key is 22 characters of A-Z a-z 0-9 - _");
        }
    }

    /** The key in an untrusted text, or empty where the text has not the form of a key. */
    public static Optional<SessionKey> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SessionKey(text)) : Optional.empty();
    }

    /** The key for 16 random bytes. */
    public static SessionKey of(byte[] random) {
        if (random.length != BYTES) {
            throw new IllegalArgumentException("a session key is made of " + BYTES + " bytes, not " + random.length);
        }
        return new SessionKey(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    @Override
    public String toString() {
        return value;
    }
}
