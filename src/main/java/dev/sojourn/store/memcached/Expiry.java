package dev.sojourn.store.memcached;

import java.time.Duration;
import java.time.Instant;

/** The expiry that memcached is told. It only cleans up: whether a record is over is judged when it is read. */
final class Expiry {

    /** For ever. */
    static final int NEVER = 0;

    /** Memcached takes more seconds than these as a Unix time. */
    static final long LONGEST_RELATIVE = Duration.ofDays(30).toSeconds();

    /** So much longer than needed: memcached's clock ticks in seconds, and the nodes' clocks differ. */
    static final long SLACK_SECONDS = 60;

    private Expiry() {}

    /**
     * The expiry of a record to be kept until an instant, rounded up: relative up to 30 days, so that the server's own time of day does
     * not matter, beyond that as a Unix time. What is further away than its 31 bits is kept for ever.
     */
    static int of(Instant keepUntil, Instant now) {
        if (keepUntil.getEpochSecond() > Integer.MAX_VALUE - 2 * SLACK_SECONDS) {
            return NEVER;
        }
        long from = now.getEpochSecond();
        long until = keepUntil.getEpochSecond() + (keepUntil.getNano() > 0 ? 1 : 0) + SLACK_SECONDS;
        long left = Math.max(1, until - from);
        return Math.toIntExact(left <= LONGEST_RELATIVE ? left : until);
    }
}
