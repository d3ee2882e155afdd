package dev.sojourn.codec;

import dev.sojourn.EndReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is over of all sessions of one principal in one application that live in their clients' cookies.
 *
 * @param epoch cookies of an earlier epoch are over
 * @param reason why
 * @param at when
 * @param spared a session to which that does not apply; null for none
 */
public record PrincipalRevocation(
        long epoch, EndReason reason, Instant at, @Nullable Spared spared) {

    /**
     * A session that goes on.
     *
     * @param key its key
     * @param since the least epoch of its cookies; those of an earlier one were over before
     */
    public record Spared(String key, long since) {}
}
