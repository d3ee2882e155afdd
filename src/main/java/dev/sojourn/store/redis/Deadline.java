package dev.sojourn.store.redis;

import java.time.Duration;

/** The moment by which a trip must be over, on the clock of {@link System#nanoTime}. */
record Deadline(long nanos) {

    static Deadline in(Duration left) {
        return new Deadline(System.nanoTime() + left.toNanos());
    }

    /** What is left, at least 0. */
    int millis() {
        long left = (nanos - System.nanoTime() + 999_999) / 1_000_000;
        return (int) Math.max(0, Math.min(left, Integer.MAX_VALUE));
    }

    /** This or that, whichever is sooner. */
    Deadline orIn(Duration other) {
        Deadline that = in(other);
        return that.nanos - nanos < 0 ? that : this;
    }
}
