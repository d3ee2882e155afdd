package dev.sojourn;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the client carries in its cookie: {@code KEY.SECRET}.
 *
 * <p>Whoever has the token has the session, so it never appears in a log, a body, a URL or an event; {@link #toString}
 * shows the key only. The storage keeps only a hash of the secret (OWASP Session Management Cheat Sheet). Immutable.
 */
public final class SessionToken {

    /** The least length of a secret in bytes: 128 bits (OWASP ASVS 7.2.3). */
    public static final int MIN_SECRET_BYTES = 16;

    /** The greatest length of a secret in bytes, so that the cookie stays small. */
    public static final int MAX_SECRET_BYTES = 64;

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{22,86})");

    private final SessionKey key;
    private final String secret;

    private SessionToken(SessionKey key, String secret) {
        this.key = key;
        this.secret = secret;
    }

    /** The token of a key and 16 to 64 secret bytes. */
    public static SessionToken of(SessionKey key, byte[] secret) {
        if (secret.length < MIN_SECRET_BYTES || secret.length > MAX_SECRET_BYTES) {
            throw new IllegalArgumentException("a session secret has " + MIN_SECRET_BYTES + " to " + MAX_SECRET_BYTES
                    + " bytes, not " + secret.length);
        }
        return new SessionToken(key, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** The token in an untrusted cookie value, or empty where the text has not the form of a token. */
    public static Optional<SessionToken> parse(String text) {
        // 22 + 1 + 86 is the longest token: a hostile cookie of any size costs no more than this comparison
        if (text.length() > 109) {
            return Optional.empty();
        }
        var matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new SessionToken(new SessionKey(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    /** The public part. */
    public SessionKey key() {
        return key;
    }

    /** The secret part as base64url text; never log it. */
    public String secret() {
        return secret;
    }

    /** The cookie value {@code KEY.SECRET}; never log it. */
    public String value() {
        return key.value() + "." + secret;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionToken that && key.equals(that.key) && secret.equals(that.secret);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** The key and a mask in place of the secret. */
    @Override
    public String toString() {
        return key.value() + ".***";
    }
}
