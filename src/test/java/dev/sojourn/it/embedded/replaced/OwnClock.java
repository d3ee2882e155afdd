package dev.sojourn.it.embedded.replaced;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands in the year 2001 until it is moved. */
@ApplicationScoped
public class OwnClock extends Clock {

    /** Where it begins. */
    public static final Instant BEGIN = Instant.parse("2001-02-03T04:05:06Z");

    private volatile Instant now = BEGIN;

    /** Moves it on. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
