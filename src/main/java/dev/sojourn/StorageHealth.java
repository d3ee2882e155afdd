package dev.sojourn;

import java.time.Duration;

/**
 * How the storage is, at a moment.
 *
 * @param storage its name as in {@code sojourn.storage}
 * @param up whether it answered
 * @param latency how long it took to answer, or how long it has been waited for
 */
public record StorageHealth(String storage, boolean up, Duration latency) {}
