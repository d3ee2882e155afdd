package dev.sojourn.engine;

import dev.sojourn.AddressPrivacy;
import dev.sojourn.AddressRange;
import dev.sojourn.BlockedBy;
import dev.sojourn.IpAddress;
import dev.sojourn.codec.Seen;

/** The ids of counts of login attempts. */
final class AttemptIds {

    private static final String USERNAME = "username:";
    private static final String ADDRESS = "address:";
    private static final String DEVICE = "device:";
    private static final String DIGEST = "~";

    private AttemptIds() {}

    static String ofUsername(String username) {
        return USERNAME + LoginNames.normalised(username);
    }

    /**
     * IPv6 clients own a whole /64 (RFC 6177). Where addresses may not be kept, a digest stands for one: a network or nothing would make
     * strangers use up each other's attempts.
     *
     * @param address one, or a digest as {@link #value} tells it
     */
    static String ofAddress(String address, AddressPrivacy privacy) {
        String counted = IpAddress.parse(address)
                .map(ip -> ip.bits() == 128 ? new AddressRange(ip, 64).toString() : ip.toString())
                .orElse(address);
        boolean asItIs = privacy == AddressPrivacy.FULL || counted.startsWith(DIGEST);
        return ADDRESS + (asItIs ? counted : DIGEST + Long.toHexString(Seen.digest("login attempts", counted)));
    }

    /** A known device under one name: its hash has no colon. */
    static String ofDevice(String username, String device) {
        return DEVICE + device + ":" + LoginNames.normalised(username);
    }

    static BlockedBy kind(String id) {
        return id.startsWith(ADDRESS) ? BlockedBy.ADDRESS : BlockedBy.USERNAME;
    }

    /** The username or the address. */
    static String value(String id) {
        int start = id.startsWith(DEVICE) ? DEVICE.length() : 0;
        return id.substring(id.indexOf(':', start) + 1);
    }
}
