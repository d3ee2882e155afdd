package dev.sojourn.codec;

import java.time.Instant;

/**
 * Login attempts of one username or one address.
 *
 * @param count how many in this window
 * @param windowEnd when they are forgotten
 * @param name what is counted, as normalised, so that blocks can be listed
 */
public record AttemptsBody(int count, Instant windowEnd, String name) {}
