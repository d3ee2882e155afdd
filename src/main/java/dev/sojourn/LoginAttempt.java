package dev.sojourn;

import org.jspecify.annotations.Nullable;

/**
 * Somebody's attempt to sign in.
 *
 * @param username as typed
 * @param address the client's address; null when unknown
 * @param device what {@link KnownDevices#recognise} told of the client's browser: a device from which this user signed in before; null for
 *     any other
 */
public record LoginAttempt(
        String username, @Nullable String address, @Nullable String device) {

    /** One from a device that is not known. */
    public static LoginAttempt of(String username, @Nullable String address) {
        return new LoginAttempt(username, address, null);
    }

    @Override
    public String toString() {
        return "LoginAttempt[" + (device == null ? "an unknown device" : "a known device") + "]";
    }
}
