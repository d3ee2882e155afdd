package dev.sojourn.codec;

import dev.sojourn.SessionKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as it is kept in its client's cookie.
 *
 * @param key its key
 * @param generation one more at each rotation: cookies of an earlier one are superseded
 * @param epoch the principal's, as it was when this cookie was issued
 * @param principal who it belongs to; null when anonymous
 * @param namespace its label, or null
 * @param createdAt when it was created
 * @param lastActiveAt the last activity that this cookie tells of
 * @param body all else; the hash and the salt of its secrets are empty, since the cookie is the secret
 */
public record CookieState(
        SessionKey key,
        long generation,
        long epoch,
        @Nullable String principal,
        @Nullable String namespace,
        Instant createdAt,
        Instant lastActiveAt,
        SessionBody body) {

    /** The same with another body. */
    public CookieState with(SessionBody other) {
        return new CookieState(key, generation, epoch, principal, namespace, createdAt, lastActiveAt, other);
    }

    /** The same with this label; null for none. */
    public CookieState inNamespace(@Nullable String other) {
        return new CookieState(key, generation, epoch, principal, other, createdAt, lastActiveAt, body);
    }

    /** The same of this principal. */
    public CookieState ofPrincipal(String other) {
        return new CookieState(key, generation, epoch, other, namespace, createdAt, lastActiveAt, body);
    }

    /** The same in this generation and epoch. */
    public CookieState at(long otherGeneration, long otherEpoch) {
        return new CookieState(key, otherGeneration, otherEpoch, principal, namespace, createdAt, lastActiveAt, body);
    }

    /** The same, active at this instant; never backwards. */
    public CookieState touched(Instant at) {
        Instant latest = at.isAfter(lastActiveAt) ? at : lastActiveAt;
        return new CookieState(key, generation, epoch, principal, namespace, createdAt, latest, body);
    }
}
