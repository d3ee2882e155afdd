package dev.sojourn;

/**
 * Where random bytes for keys, secrets, CSRF tokens and masks come from. An application may replace it by a bean.
 *
 * <p>Implementations are cryptographically strong, safe for use by many threads, and never return the same bytes twice
 * except by chance. A source that returns fewer bytes than were asked for is refused.
 */
@FunctionalInterface
public interface TokenSource {

    /**
     * Fresh random bytes.
     *
     * @param length how many, at least 1
     * @return a new array of exactly that length
     */
    byte[] next(int length);
}
