package dev.sojourn.observe;

import org.jspecify.annotations.Nullable;

/** Is told how long the storage took for each call, and hands it on to the metrics of the server where there are any. Safe for many threads. */
public final class StorageTimes {

    private final Counts counts;
    private volatile @Nullable Receiver receiver;

    /** Counts failures there, and tells nobody of times yet. */
    public StorageTimes(Counts counts) {
        this.counts = counts;
    }

    /** Keeps times. Returns quickly and does not throw. */
    @FunctionalInterface
    interface Receiver {

        /** Takes one; the operation is one of a few words. */
        void took(String operation, long nanos);
    }

    /** Takes one. */
    public void took(String operation, long nanos, boolean failed) {
        if (failed) {
            counts.storageFailures().increment();
        }
        Receiver to = receiver;
        if (to != null) {
            to.took(operation, nanos);
        }
    }

    /** From now on tells this one; null for nobody. */
    void tell(@Nullable Receiver to) {
        receiver = to;
    }
}
