package dev.sojourn;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the client carries in its cookie: {@code KEY.SECRET}. With the storage {@code cookie} the secret is {@link #isSealed sealed}: the session
 * itself, encrypted.
 *
 * <p>Whoever has the token has the session, so it never appears in a log, a body, a URL or an event; {@link #toString}
 * shows the key only. The storage keeps only a hash of the secret (OWASP Session Management Cheat Sheet). Immutable.
 */
public final class SessionToken {

    /** The least length of a secret in bytes: 128 bits (OWASP ASVS 7.2.3). */
    public static final int MIN_SECRET_BYTES = 16;

    /** The greatest length of a secret in bytes, so that the cookie stays small. */
    public static final int MAX_SECRET_BYTES = 64;

    /** The longest sealed token: browsers drop a cookie whose name and value have more characters (RFC 6265bis). */
    public static final int MAX_SEALED_LENGTH = 4096;

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{22,86})");

    // a JWE in its compact form without an encrypted key: header, no key, nonce, ciphertext, tag
    private static final Pattern SEALED =
            Pattern.compile("[A-Za-z0-9_-]+\\.\\.[A-Za-z0-9_-]{16}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{22}");

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

    /**
     * The token of a key and a session sealed for the client to keep.
     *
     * @param sealed a JWE (RFC 7516) in compact form
     */
    public static SessionToken sealed(SessionKey key, String sealed) {
        if (!SEALED.matcher(sealed).matches()) {
            throw new IllegalArgumentException("a sealed session is a JWE in compact form");
        }
        return new SessionToken(key, sealed);
    }

    /** The token in an untrusted cookie value, or empty where the text has not the form of a token. */
    public static Optional<SessionToken> parse(String text) {
        // 22 + 1 + 86 is the longest secret's: a hostile cookie of any size costs no more than these comparisons
        if (text.length() > 109) {
            return parseSealed(text);
        }
        var matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new SessionToken(new SessionKey(matcher.group(1)), matcher.group(2)))
                : parseSealed(text);
    }

    private static Optional<SessionToken> parseSealed(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() > MAX_SEALED_LENGTH) {
            return Optional.empty();
        }
        String sealed = text.substring(dot + 1);
        return SessionKey.parse(text.substring(0, dot))
                .filter(key -> SEALED.matcher(sealed).matches())
                .map(key -> new SessionToken(key, sealed));
    }

    /** Whether the secret is the session itself, sealed; a new one is issued whenever the session changes. */
    public boolean isSealed() {
        return secret.indexOf('.') >= 0;
    }

    /** The public part. */
    public SessionKey key() {
        return key;
    }

    /** The secret part, base64url text or a sealed session; never log it. */
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
