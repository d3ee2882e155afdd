package dev.sojourn.store.faults;

import dev.sojourn.StorageException;
import dev.sojourn.store.SessionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** One caller with a store of its own, which makes its call during a fault and then waits until the storage is back. */
final class Probe {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final Call call;
    private final SessionStore store;
    private final Records records;
    private final Hiccups hiccups;
    private final List<Attempt> attempts = new ArrayList<>();

    Probe(Call call, SessionStore store, Records records, Hiccups hiccups) {
        this.call = call;
        this.store = store;
        this.records = records;
        this.hiccups = hiccups;
    }

    /**
     * What one call came to.
     *
     * @param error or null when it succeeded
     * @param took how long the caller waited
     * @param kept how much of that the JVM was kept from running
     */
    record Attempt(@Nullable StorageException error, Duration took, Duration kept) {

        /** The time that the store has to answer for. */
        Duration own() {
            return took.minus(kept);
        }
    }

    /** Calls, so many times; anything thrown but a StorageException is passed on. */
    void attempt(int times) {
        for (int i = 0; i < times; i++) {
            attempts.add(attempt());
        }
    }

    private Attempt attempt() {
        Duration late = hiccups.total();
        long start = System.nanoTime();
        StorageException error = null;
        try {
            call.on(store, records);
        } catch (StorageException e) {
            error = e;
        }
        return new Attempt(
                error,
                Duration.ofNanos(System.nanoTime() - start),
                hiccups.total().minus(late));
    }

    /** Asks until there is an answer; answers how long that took, without the time that the JVM was kept from running. */
    Duration awaitAnswer() {
        Duration late = hiccups.total();
        long start = System.nanoTime();
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(LONGEST_WAIT)
                .ignoreExceptionsInstanceOf(StorageException.class)
                .untilAsserted(() -> store.load(records.kept().key()));
        return Duration.ofNanos(System.nanoTime() - start).minus(hiccups.total().minus(late));
    }

    /** Whether a store that works sees what the call wanted. */
    boolean happened(SessionStore working) {
        return call.happened(working, records);
    }

    Call call() {
        return call;
    }

    SessionStore store() {
        return store;
    }

    Records records() {
        return records;
    }

    List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    @Override
    public String toString() {
        return call.name();
    }
}
