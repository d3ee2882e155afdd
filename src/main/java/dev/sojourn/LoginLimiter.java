package dev.sojourn;

/**
 * Limits how many guesses of a password anyone gets (OWASP ASVS 6.3.1). An application may replace it by a bean.
 *
 * <p>An attempt is counted before the credentials are checked, so that of a burst at most the limit learn their outcome. Whoever was allowed
 * an attempt tells its outcome by one of the other three methods; of one that is never told, the count stays. Safe for many threads.
 */
public interface LoginLimiter {

    /**
     * Asks for an attempt and counts it. A refused one is not counted. May wait a moment for the outcome of others that are under way.
     *
     * @param attempt its username is normalised here, so that variants in case, Unicode form and spaces count as one; an unknown
     *     address is not limited
     * @throws StorageException when the attempts cannot be counted and that is configured to refuse
     */
    LoginPermit attempt(LoginAttempt attempt);

    /** The credentials were right: forgets the failures of the username (or of the known device), takes back the address's one. */
    void succeeded(LoginAttempt attempt);

    /** The credentials were wrong: the attempt stays counted. */
    void failed(LoginAttempt attempt);

    /** It came to no outcome, for instance because the identity store was down: takes it back. */
    void withdrawn(LoginAttempt attempt);
}
