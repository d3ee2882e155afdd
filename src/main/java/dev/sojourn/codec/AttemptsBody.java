package dev.sojourn.codec;

import java.time.Instant;

/**
 * Login attempts of one username, address or device.
 *
 * @param count how many in this window: failed ones, and those whose outcome is not known yet
 * @param windowEnd when they are forgotten
 * @param name what is counted, as normalised, so that blocks can be listed
 * @param pending how many of them had no outcome yet when this was written
 * @param pendingUntil when those are taken for failed, since whoever made them is gone
 */
public record AttemptsBody(int count, Instant windowEnd, String name, int pending, Instant pendingUntil) {

    /** One with no attempt under way. */
    public AttemptsBody(int count, Instant windowEnd, String name) {
        this(count, windowEnd, name, 0, Instant.EPOCH);
    }

    /** How many are under way at this instant. */
    public int pendingAt(Instant now) {
        return now.isBefore(pendingUntil) ? pending : 0;
    }
}
