package dev.sojourn;

import java.util.OptionalLong;

/**
 * Tells how the storage is: for readiness checks and consoles, where an answer is worth more than certainty. Safe for many threads; injected
 * as a CDI bean.
 */
public interface StorageMonitor {

    /**
     * Asks the storage for a sign of life and waits for it a moment only, however long its own timeout is. Callers at the same time share
     * one question, so that asking often costs the storage little.
     *
     * @return never null; down when the storage failed or did not answer in that moment
     */
    StorageHealth check();

    /**
     * How many copies of records wait to be delivered to the database, where the storage is one that keeps them for it. Those delivered in the
     * last seconds may still count. Waits as {@link #check} does.
     *
     * @return empty where the storage has no outbox, and when it did not answer in that moment
     */
    OptionalLong outbox();
}
