package dev.sojourn.store.database;

import java.time.Duration;

/** The instant at which a trip's time is up. */
final class Deadline {

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration left) {
        return new Deadline(System.nanoTime() + left.toNanos());
    }

    /** Rounded down; 0 when it is up. */
    int leftMillis() {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, (end - System.nanoTime()) / 1_000_000));
    }
}
