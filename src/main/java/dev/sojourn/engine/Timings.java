package dev.sojourn.engine;

import dev.sojourn.Lifetime;
import dev.sojourn.codec.SessionBody;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of expiry.
 *
 * <p>A touch is written at most once in a touch interval, so the last activity may be up to one interval later than the
 * one written: the session ends an interval after its idle time counted from what is written, and never before its idle
 * time counted from what happened. What users are shown is the promised minimum, without the interval.
 *
 * <p>For the rules of sessions wherever they are kept; not for applications.
 */
public final class Timings {

    /** Storages keep milliseconds in a long. */
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private Timings() {}

    /** The lifetime of a session that begins now. */
    public static SessionBody.Timing start(Lifetime lifetime, Instant now) {
        return new SessionBody.Timing(
                lifetime.idle(),
                lifetime.absolute() == null ? null : plus(now, lifetime.absolute()),
                null,
                lifetime.persistent());
    }

    /** When the session ends if nothing more is written. */
    public static Instant end(SessionBody.Timing timing, Instant lastActiveAt, Duration touchInterval) {
        Duration idle = timing.idle();
        return earlier(
                idle == null ? Instant.MAX : later(plus(plus(lastActiveAt, idle), touchInterval), timing.extendedTo()),
                timing.absoluteAt());
    }

    /** Until when it lives at least. */
    public static Instant promised(SessionBody.Timing timing, Instant lastActiveAt) {
        return end(timing, lastActiveAt, Duration.ZERO);
    }

    /** The sum, or {@link Instant#MAX} beyond what can be stored. */
    public static Instant plus(Instant instant, Duration duration) {
        return instant.isAfter(LAST) || Duration.between(instant, LAST).compareTo(duration) <= 0
                ? Instant.MAX
                : instant.plus(duration);
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other == null || one.isBefore(other) ? one : other;
    }
}
