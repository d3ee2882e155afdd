package dev.sojourn.observe;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Is told how long the storage took for each call, and hands it on to the metrics of the server where there are any. Safe for many threads. */
public final class StorageTimes {

    private final Counts counts;
    private final List<Receiver> receivers = new CopyOnWriteArrayList<>();

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
        for (Receiver receiver : receivers) {
            receiver.took(operation, nanos);
        }
    }

    /** From now on tells this one too. */
    void tell(Receiver receiver) {
        receivers.add(receiver);
    }

    /** From now on tells nobody. */
    void tellNobody() {
        receivers.clear();
    }
}
