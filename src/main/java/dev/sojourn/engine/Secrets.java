package dev.sojourn.engine;

import dev.sojourn.CsrfToken;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionToken;
import dev.sojourn.codec.SessionBody;
import dev.sojourn.store.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Secrets of sessions: made, hashed, compared, superseded. The storage never sees one, only their SHA-256. */
final class Secrets {

    /** 256 bits. */
    private static final int SECRET_BYTES = 32;

    private static final int SALT_BYTES = 16;

    /** How many superseded secrets are remembered; one older than that is unknown, no longer theft. */
    static final int REMEMBERED = 4;

    private final CheckedTokenSource random;
    private final int csrfBytes;

    Secrets(CheckedTokenSource random, int csrfBytes) {
        this.random = random;
        this.csrfBytes = csrfBytes;
    }

    /** A token together with what the storage may know of it. */
    record Issued(SessionToken token, SessionBody.Secrets stored) {}

    SessionKey newKey() {
        return SessionKey.of(random.next(SessionKey.BYTES));
    }

    Issued first(SessionKey key, Instant now) {
        SessionToken token = SessionToken.of(key, random.next(SECRET_BYTES));
        return new Issued(token, new SessionBody.Secrets(hash(token), now, newSalt(), newCsrf(), List.of()));
    }

    /** A new secret; the old one is dead at once, and so is the CSRF token. */
    Issued rotated(SessionKey key, SessionBody.Secrets old, Instant now) {
        SessionToken token = SessionToken.of(key, random.next(SECRET_BYTES));
        var retired = new SessionBody.Superseded(old.hash(), now, null);
        return new Issued(token, new SessionBody.Secrets(hash(token), now, newSalt(), newCsrf(), pushed(retired, old)));
    }

    /**
     * The successor of a secret, which every holder of the old one is led to. It is derived from the old secret, so none
     * has to be stored for the other tabs of the browser.
     */
    Issued renewed(SessionToken current, SessionBody.Secrets old, Instant now) {
        SessionToken token = successor(current, old.salt());
        var retired = new SessionBody.Superseded(old.hash(), now, old.salt());
        return new Issued(
                token, new SessionBody.Secrets(hash(token), now, newSalt(), old.csrf(), pushed(retired, old)));
    }

    static SessionToken successor(SessionToken old, Bytes salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(old.secret().getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return SessionToken.of(old.key(), mac.doFinal(salt.toArray()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    static Bytes hash(SessionToken token) {
        try {
            return Bytes.copyOf(
                    MessageDigest.getInstance("SHA-256").digest(token.secret().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    Bytes newCsrf() {
        return Bytes.copyOf(random.next(csrfBytes));
    }

    CsrfToken csrf(SessionBody.Secrets secrets) {
        return new CsrfToken(secrets.csrf().toArray(), random);
    }

    private Bytes newSalt() {
        return Bytes.copyOf(random.next(SALT_BYTES));
    }

    private static List<SessionBody.Superseded> pushed(SessionBody.Superseded newest, SessionBody.Secrets old) {
        var all = new ArrayList<SessionBody.Superseded>();
        all.add(newest);
        all.addAll(old.superseded()
                .subList(0, Math.min(REMEMBERED - 1, old.superseded().size())));
        return all;
    }
}
