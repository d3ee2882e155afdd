package dev.sojourn.observe;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A number that only grows, also in the metrics of the server where there are any. Safe for many threads. */
final class Count {

    private final LongAdder sum = new LongAdder();
    private volatile @Nullable Runnable also;

    void increment() {
        sum.increment();
        Runnable elsewhere = also;
        if (elsewhere != null) {
            elsewhere.run();
        }
    }

    long sum() {
        return sum.sum();
    }

    /** From now on counted there too, and nowhere else. */
    void also(Runnable elsewhere) {
        also = elsewhere;
    }
}
