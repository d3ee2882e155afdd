package dev.sojourn.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Safe for many threads; a change is seen by all at once. */
public final class MutableClock extends Clock {

    private final AtomicReference<Instant> now;

    /** A clock at this instant. */
    public MutableClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    /**
     * A clock that begins now, to the millisecond: for storages whose server has a clock of its own, which would drop at
     * once what expires in the past.
     */
    public static MutableClock startingNow() {
        return new MutableClock(Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Moves it forward, or back by a negative duration. */
    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    /** Sets it. */
    public void set(Instant instant) {
        now.set(instant);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Not supported: what it stands for is an instant, and a copy would not move with it. */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a MutableClock is in UTC");
    }
}
