package dev.sojourn;

import java.time.Duration;

/** Whether credentials may be checked. */
public sealed interface LoginPermit {

    /**
     * They may.
     *
     * @param remaining further failures that the username has before it is blocked
     */
    record Allowed(int remaining) implements LoginPermit {}

    /**
     * They may not, and whether they are right must not be looked at.
     *
     * @param by which limit
     * @param retryAfter how long until another attempt may pass, at least a second
     */
    record Blocked(BlockedBy by, Duration retryAfter) implements LoginPermit {}
}
