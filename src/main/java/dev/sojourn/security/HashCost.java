package dev.sojourn.security;

import java.util.Base64;
import java.util.Optional;

/**
 * What checking a password against a hash in Jakarta Security's PBKDF2 format costs: {@code ALGORITHM:ITERATIONS:SALT:HASH}. Immutable.
 *
 * @param algorithm with the digest
 * @param saltBytes length of the salt
 * @param hashBytes length of the hash: one longer than the digest costs the iterations several times
 * @param iterations how often
 */
record HashCost(String algorithm, int saltBytes, int hashBytes, int iterations) {

    private static final int PARTS = 4;

    /** The cost of a hash; empty where it is of another format. */
    static Optional<HashCost> of(String hash) {
        String[] parts = hash.split(":", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HashCost(
                    parts[0],
                    Base64.getDecoder().decode(parts[2]).length,
                    Base64.getDecoder().decode(parts[3]).length,
                    Integer.parseInt(parts[1])));
        } catch (IllegalArgumentException another) {
            return Optional.empty();
        }
    }

    /** Whether the two differ in nothing but the iterations, so that their times can be compared. */
    boolean comparable(HashCost other) {
        return algorithm.equals(other.algorithm) && hashBytes == other.hashBytes;
    }

    /** A hash that costs so much and that no password is known to have. */
    String hash(byte[] salt, byte[] hash) {
        var base64 = Base64.getEncoder();
        return algorithm + ":" + iterations + ":" + base64.encodeToString(salt) + ":" + base64.encodeToString(hash);
    }

    /** The same with other iterations. */
    HashCost times(int other) {
        return new HashCost(algorithm, saltBytes, hashBytes, other);
    }
}
