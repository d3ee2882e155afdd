package dev.sojourn.engine;

import dev.sojourn.AddressPrivacy;
import java.time.Duration;

/**
 * How many guesses of a password anyone gets. Immutable.
 *
 * @param maxPerUsername failures of a username, or of a known device under it, in a window; 0 for no limit
 * @param maxPerAddress failures from an address (IPv6: from its /64) in a window; 0 for no limit
 * @param window from the first failure on
 * @param allowWhenUnavailable whether logins go on uncounted while the storage is down
 * @param deadline for one operation with all its retries of compare-and-swap
 * @param deviceMemory how long a device is known after its last login; zero where devices are not remembered
 * @param privacy whether counts may be kept under addresses as they are; if not, under digests of them
 */
public record LoginPolicy(
        int maxPerUsername,
        int maxPerAddress,
        Duration window,
        boolean allowWhenUnavailable,
        Duration deadline,
        Duration deviceMemory,
        AddressPrivacy privacy) {

    /** One that may keep addresses as they are. */
    public LoginPolicy(
            int maxPerUsername,
            int maxPerAddress,
            Duration window,
            boolean allowWhenUnavailable,
            Duration deadline,
            Duration deviceMemory) {
        this(maxPerUsername, maxPerAddress, window, allowWhenUnavailable, deadline, deviceMemory, AddressPrivacy.FULL);
    }
}
