package dev.sojourn.codec;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is over of one session that lives in its client's cookie.
 *
 * @param current the least generation of cookies that is not superseded
 * @param retired the generations before that one, the latest first, a few of them
 * @param ending why and when the session ended; null while it has not
 */
public record SessionRevocation(long current, List<Retired> retired, SessionBody.@Nullable Ending ending) {

    /** Copies the list, and checks that it is there where something was superseded. */
    public SessionRevocation {
        retired = List.copyOf(retired);
        if (current > 0 && retired.isEmpty()) {
            throw new IllegalArgumentException("generations were superseded at no time");
        }
    }

    /**
     * A generation that was superseded.
     *
     * @param at when
     * @param renewed whether by a renewal, so that its cookies still work in the grace and lead to the next generation; else they are dead
     *     at once
     */
    public record Retired(Instant at, boolean renewed) {}
}
