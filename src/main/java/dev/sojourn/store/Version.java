package dev.sojourn.store;

/**
 * The version of a record. The nonce is its writer's, so that a writer whose answer was lost recognises its own success
 * when it reads the record again.
 *
 * @param number 1 at creation, one more at each write
 * @param nonce random, of the writer
 */
public record Version(long number, long nonce) {

    /** The version after this one. */
    public Version next(long writersNonce) {
        return new Version(number + 1, writersNonce);
    }
}
