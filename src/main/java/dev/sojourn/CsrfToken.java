package dev.sojourn;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The CSRF token of one session: random bytes kept in its record, handed out masked and anew each time.
 *
 * <p>It is bound to its session because it is compared with what the session's record holds, so a pair planted by a
 * sibling domain is worth nothing (OWASP CSRF Prevention Cheat Sheet, synchronizer token). The mask, a one-time pad in
 * front of the bytes, keeps a compressed page from leaking it (BREACH). Immutable; {@link #toString} shows nothing.
 */
public final class CsrfToken {

    /** The least length in bytes. */
    public static final int MIN_BYTES = 16;

    /** The greatest length in bytes. */
    public static final int MAX_BYTES = 64;

    private final byte[] bytes;
    private final TokenSource pads;

    /**
     * A token of these bytes, which draws its masks from the given source.
     *
     * @param bytes 16 to 64 random bytes; copied
     * @param pads where the masks come from
     */
    public CsrfToken(byte[] bytes, TokenSource pads) {
        if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a CSRF token has " + MIN_BYTES + " to " + MAX_BYTES + " bytes, not " + bytes.length);
        }
        this.bytes = bytes.clone();
        this.pads = pads;
    }

    /** The token for a client, as base64url text: different at every call, each of them valid while the session keeps the token. */
    public String masked() {
        byte[] pad = pads.next(bytes.length);
        byte[] out = Arrays.copyOf(pad, 2 * bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            out[bytes.length + i] = (byte) (bytes[i] ^ pad[i]);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out);
    }

    /** Whether an untrusted text is a masked form of this token; takes the same time for every wrong text of the right length. */
    public boolean matches(@Nullable String presented) {
        // 4 characters carry 3 bytes; checked before decoding so that a huge header costs nothing
        if (presented == null || presented.length() != (2 * bytes.length * 4 + 2) / 3) {
            return false;
        }
        byte[] both;
        try {
            both = Base64.getUrlDecoder().decode(presented);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
        // the last character carries more bits than are left: only one of its forms is the one that was handed out
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(both).equals(presented)) {
            return false;
        }
        byte[] unmasked = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            unmasked[i] = (byte) (both[i] ^ both[bytes.length + i]);
        }
        return MessageDigest.isEqual(unmasked, bytes);
    }

    @Override
    public String toString() {
        return "CsrfToken[***]";
    }
}
