package dev.sojourn.it.pages.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Goes as every clock does, but may be set back. */
@ApplicationScoped
public class CrowdClock extends Clock {

    private volatile Duration behind = Duration.ZERO;

    void setBack(Duration by) {
        behind = by;
    }

    @Override
    public Instant instant() {
        return Instant.now().minus(behind);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
