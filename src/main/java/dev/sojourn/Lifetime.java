package dev.sojourn;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a session lives.
 *
 * @param idle ends it when unused for so long; null: never
 * @param absolute ends it so long after its login, whatever happens; null: never
 * @param persistent whether its cookie outlives the browser ("remember me")
 */
public record Lifetime(@Nullable Duration idle, @Nullable Duration absolute, boolean persistent) {

    /** Checks that durations are positive. */
    public Lifetime {
        if (idle != null && (idle.isNegative() || idle.isZero())) {
            throw new IllegalArgumentException("an idle timeout is positive, not " + idle);
        }
        if (absolute != null && (absolute.isNegative() || absolute.isZero())) {
            throw new IllegalArgumentException("an absolute timeout is positive, not " + absolute);
        }
    }
}
