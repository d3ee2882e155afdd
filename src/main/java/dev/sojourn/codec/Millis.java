package dev.sojourn.codec;

import java.time.Duration;
import java.time.Instant;

/** Instants and durations as the milliseconds that the formats keep, rounded down. Stateless. */
final class Millis {

    private Millis() {}

    /** Of the epoch. What is too far away for a long, 290 million years, is as far away as one can say. */
    static long of(Instant value) {
        try {
            return value.toEpochMilli();
        } catch (ArithmeticException tooFar) {
            return value.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** What is too long for a long is as long as one can say. */
    static long of(Duration value) {
        try {
            return value.toMillis();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }
}
