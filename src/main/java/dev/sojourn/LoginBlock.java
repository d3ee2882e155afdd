package dev.sojourn;

import java.time.Instant;

/**
 * A username or an address that may not try to sign in for now.
 *
 * @param kind which of the two
 * @param value the username or address as it is counted: normalised, IPv6 as its /64
 * @param failures how many there were
 * @param until when it may try again
 */
public record LoginBlock(BlockedBy kind, String value, int failures, Instant until) {}
