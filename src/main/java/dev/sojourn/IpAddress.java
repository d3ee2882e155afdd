package dev.sojourn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A numeric IP address, version 4 or 6. Immutable; {@link #toString} is its canonical text (RFC 5952 for version 6). */
public final class IpAddress {

    private static final Pattern V4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.|$)){4}(?<!\\.)");
    private static final Pattern V6_ALPHABET = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern V6_GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int V6_GROUPS = 8;

    private final byte[] bytes;

    private IpAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The address in an untrusted text, or empty where it is none. An IPv4-mapped address ({@code ::ffff:192.0.2.1}) is the
     * IPv4 address; a zone ({@code %eth0}), brackets and ports are not part of an address. Never asks DNS.
     */
    public static Optional<IpAddress> parse(String text) {
        // not InetAddress.getByName: it asks DNS for some texts without a letter too, such as ".:1"
        byte[] bytes = V4.matcher(text).matches() ? v4(text) : v6(text);
        return bytes == null ? Optional.empty() : Optional.of(new IpAddress(bytes));
    }

    private static byte[] v4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return bytes;
    }

    /** RFC 4291 section 2.2: eight groups, one run of zero groups left out, the last two groups perhaps as an IPv4 address. */
    private static byte @Nullable [] v6(String text) {
        if (!V6_ALPHABET.matcher(text).matches()) {
            return null;
        }
        int gap = text.indexOf("::");
        List<Integer> head = groups(gap < 0 ? text : text.substring(0, gap));
        List<Integer> tail = groups(gap < 0 ? "" : text.substring(gap + 2));
        if (head == null || tail == null) {
            return null;
        }
        int given = head.size() + tail.size();
        if (gap < 0
                ? given != V6_GROUPS
                : given >= V6_GROUPS || text.substring(0, gap).indexOf('.') >= 0) {
            return null;
        }
        byte[] bytes = new byte[16];
        put(head, bytes, 0);
        put(tail, bytes, V6_GROUPS - tail.size());
        return isMapped(bytes) ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
    }

    /** The groups in a text without a gap, none in the empty text; null where it is wrong. */
    private static @Nullable List<Integer> groups(String text) {
        List<Integer> groups = new ArrayList<>();
        if (text.isEmpty()) {
            return groups;
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (V6_GROUP.matcher(parts[i]).matches()) {
                groups.add(Integer.parseInt(parts[i], 16));
            } else if (i == parts.length - 1 && V4.matcher(parts[i]).matches()) {
                byte[] last = v4(parts[i]);
                groups.add((last[0] & 0xff) << 8 | (last[1] & 0xff));
                groups.add((last[2] & 0xff) << 8 | (last[3] & 0xff));
            } else {
                return null;
            }
        }
        return groups;
    }

    private static void put(List<Integer> groups, byte[] bytes, int from) {
        for (int i = 0; i < groups.size(); i++) {
            bytes[2 * (from + i)] = (byte) (groups.get(i) >> 8);
            bytes[2 * (from + i) + 1] = (byte) (int) groups.get(i);
        }
    }

    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
    }

    /** How many bits it has: 32 or 128. */
    public int bits() {
        return bytes.length * 8;
    }

    /** The address with all bits behind the first so many cleared. */
    public IpAddress masked(int prefixLength) {
        byte[] masked = bytes.clone();
        for (int i = 0; i < masked.length; i++) {
            int keep = Math.max(0, Math.min(8, prefixLength - 8 * i));
            masked[i] = (byte) (masked[i] & (0xff << (8 - keep)));
        }
        return new IpAddress(masked);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The canonical text. */
    @Override
    public String toString() {
        return bytes.length == 4 ? v4Text() : v6Text();
    }

    private String v4Text() {
        return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[3] & 0xff);
    }

    /** RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups as {@code ::}. */
    private String v6Text() {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
        }
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > bestLength) {
                best = i;
                bestLength = end - i;
            }
            i = Math.max(i, end);
        }
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                text.append("::");
                i += bestLength - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
