package dev.sojourn;

import java.util.Optional;

/**
 * A range of IP addresses: one address, or a CIDR prefix such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}.
 *
 * @param network its first address
 * @param prefixLength how many leading bits are fixed: 0 to 32, or to 128
 */
public record AddressRange(IpAddress network, int prefixLength) {

    /** Checks the length and clears the bits behind it. */
    public AddressRange {
        if (prefixLength < 0 || prefixLength > network.bits()) {
            throw new IllegalArgumentException("a prefix length is 0 to " + network.bits() + ", not " + prefixLength);
        }
        network = network.masked(prefixLength);
    }

    /** The range in an untrusted text, or empty where it is neither an address nor a prefix. Never asks DNS. */
    public static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return IpAddress.parse(text).map(address -> new AddressRange(address, address.bits()));
        }
        String length = text.substring(slash + 1);
        if (length.isEmpty() || length.length() > 3 || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        String base = text.substring(0, slash);
        return IpAddress.parse(base).flatMap(address -> {
            // an IPv4-mapped address is the IPv4 address, and its prefix counts from ::ffff:0:0/96 on
            int mapping = address.bits() == 32 && base.indexOf(':') >= 0 ? 96 : 0;
            int bits = Integer.parseInt(length) - mapping;
            return bits < 0 || bits > address.bits() ? Optional.empty() : Optional.of(new AddressRange(address, bits));
        });
    }

    /** Whether the address lies in it; an address of the other family does not. */
    public boolean contains(IpAddress address) {
        return address.bits() == network.bits() && address.masked(prefixLength).equals(network);
    }

    @Override
    public String toString() {
        return network + "/" + prefixLength;
    }
}
