package dev.sojourn;

import org.jspecify.annotations.Nullable;

/**
 * What a client said it is: for people who look at a list of sessions, not for decisions, since a client can say anything.
 *
 * @param browser name of the browser or program, such as {@code Chrome}; null when unknown
 * @param browserVersion its version, such as {@code 140} or {@code 17.5}; null when unknown
 * @param os name of the operating system, such as {@code Windows}; null when unknown
 * @param osVersion its version; null when unknown
 * @param family the device, such as {@code iPhone} or {@code Pixel 8}; null when unknown
 * @param type its kind
 */
public record Device(
        @Nullable String browser,
        @Nullable String browserVersion,
        @Nullable String os,
        @Nullable String osVersion,
        @Nullable String family,
        DeviceType type) {

    /** The device of which nothing is known. */
    public static final Device UNKNOWN = new Device(null, null, null, null, null, DeviceType.OTHER);
}
