package dev.sojourn;

import org.jspecify.annotations.Nullable;

/**
 * Limits how many guesses of a password anyone gets (OWASP ASVS 6.3.1). An application may replace it by a bean.
 *
 * <p>An attempt is counted before the credentials are checked, so that of a burst at most the limit learn their outcome;
 * a success gives its count back. Safe for many threads.
 */
public interface LoginLimiter {

    /**
     * Asks for an attempt and counts it. A refused one is not counted.
     *
     * @param username as typed; normalised here, so that variants in case, Unicode form and spaces count as one
     * @param address the client's address; null when unknown, which is not limited
     * @throws StorageException when the attempts cannot be counted and that is configured to refuse
     */
    LoginPermit attempt(String username, @Nullable String address);

    /** The credentials of an allowed attempt were right: forgets the username's failures and takes back the address's one. */
    void succeeded(String username, @Nullable String address);

    /** An allowed attempt came to no outcome, for instance because the identity store was down: takes it back. */
    void withdrawn(String username, @Nullable String address);
}
