package dev.sojourn;

import org.jspecify.annotations.Nullable;

/** How much of a client's address is kept: applied before an address is stored, told as an event, or written to a log. */
public enum AddressPrivacy {
    /** The address as it is. */
    FULL,
    /**
     * Its network: the first {@value #MASK_V4} bits of an IPv4 address, the first {@value #MASK_V6} of an IPv6 address, which is what a
     * provider gives to one customer at most. Data protection authorities (CNIL on audience measurement) take that for enough.
     */
    MASKED,
    /** Nothing. */
    NONE;

    /** Leading bits of an IPv4 address that {@link #MASKED} keeps. */
    public static final int MASK_V4 = 24;

    /** Leading bits of an IPv6 address that {@link #MASKED} keeps. */
    public static final int MASK_V6 = 48;

    /** What is kept of an address. Of a text that is none nothing is kept, unless it is kept as it is. Doing it twice changes nothing more. */
    public @Nullable String applied(@Nullable String address) {
        if (this == FULL || address == null) {
            return address;
        }
        return this == NONE
                ? null
                : IpAddress.parse(address)
                        .map(ip ->
                                ip.masked(ip.bits() == 32 ? MASK_V4 : MASK_V6).toString())
                        .orElse(null);
    }

    /** What is kept of a client. */
    public ClientDetails applied(ClientDetails client) {
        return this == FULL
                ? client
                : new ClientDetails(applied(client.ipAddress()), client.userAgent(), client.device());
    }
}
