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

    /** An earlier one, where there is much time: half of what is left, at most so long. */
    Deadline half(Duration most) {
        return in(Duration.ofMillis(Math.min(leftMillis() / 2, most.toMillis())));
    }

    /** Rounded down; 0 when it is up. */
    int leftMillis() {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, (end - System.nanoTime()) / 1_000_000));
    }
}
