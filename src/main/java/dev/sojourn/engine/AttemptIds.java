package dev.sojourn.engine;

import dev.sojourn.AddressRange;
import dev.sojourn.BlockedBy;
import dev.sojourn.IpAddress;

/** The ids of counts of login attempts. */
final class AttemptIds {

    private static final String USERNAME = "username:";
    private static final String ADDRESS = "address:";
    private static final String DEVICE = "device:";

    private AttemptIds() {}

    static String ofUsername(String username) {
        return USERNAME + LoginNames.normalised(username);
    }

    /** IPv6 clients own a whole /64 (RFC 6177). */
    static String ofAddress(String address) {
        return ADDRESS
                + IpAddress.parse(address)
                        .map(ip -> ip.bits() == 128 ? new AddressRange(ip, 64).toString() : ip.toString())
                        .orElse(address);
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
