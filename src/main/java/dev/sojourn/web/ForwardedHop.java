package dev.sojourn.web;

import dev.sojourn.IpAddress;
import dev.sojourn.config.WebSettings.AddressHeader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one proxy wrote about its own peer.
 *
 * @param address the peer; null where it is malformed, {@code unknown} or an obfuscated name (RFC 7239, section 6)
 * @param proto the scheme the peer used; null where the proxy did not say
 */
record ForwardedHop(@Nullable IpAddress address, @Nullable String proto) {

    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}|_[A-Za-z0-9._-]+");
    private static final Pattern PAIR =
            Pattern.compile("\\s*([A-Za-z0-9!#$%&'*+.^_`|~-]+)=(\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s\"]*)\\s*");

    /**
     * The hops of header lines, the nearest proxy's first. Read strictly from the right: what a proxy appended is understood
     * alike, whatever a client wrote to its left, unbalanced quotes included.
     */
    static List<ForwardedHop> nearestFirst(List<String> lines, AddressHeader kind) {
        var hops = new ArrayList<ForwardedHop>();
        for (int i = lines.size() - 1; i >= 0; i--) {
            for (String element : splitFromRight(lines.get(i), ',')) {
                // a list may have empty elements (RFC 9110, 5.6.1)
                if (!element.isBlank()) {
                    hops.add(
                            kind == AddressHeader.FORWARDED
                                    ? forwarded(element)
                                    : new ForwardedHop(
                                            node(unquote(element.strip())).orElse(null), null));
                }
            }
        }
        return hops;
    }

    private static ForwardedHop forwarded(String element) {
        Map<String, String> pairs = new HashMap<>();
        for (String text : splitFromRight(element, ';')) {
            var pair = PAIR.matcher(text);
            if (text.isBlank()) {
                continue;
            }
            // a malformed or doubled pair makes the whole hop worthless
            if (!pair.matches() || pairs.put(pair.group(1).toLowerCase(Locale.ROOT), unquote(pair.group(2))) != null) {
                return new ForwardedHop(null, null);
            }
        }
        String peer = pairs.get("for");
        return new ForwardedHop(peer == null ? null : node(peer).orElse(null), pairs.get("proto"));
    }

    /** The address in {@code 192.0.2.1}, {@code 192.0.2.1:80}, {@code 2001:db8::1}, {@code [2001:db8::1]} or {@code [2001:db8::1]:80}. */
    private static Optional<IpAddress> node(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0) {
                return Optional.empty();
            }
            String rest = text.substring(end + 1);
            boolean plain = rest.isEmpty() || (rest.startsWith(":") && isPort(rest.substring(1)));
            // brackets are for IPv6 only, which has a colon
            String inner = text.substring(1, end);
            return plain && inner.indexOf(':') >= 0 ? IpAddress.parse(inner) : Optional.empty();
        }
        int colon = text.indexOf(':');
        if (colon >= 0 && colon == text.lastIndexOf(':')) {
            return isPort(text.substring(colon + 1)) ? IpAddress.parse(text.substring(0, colon)) : Optional.empty();
        }
        return IpAddress.parse(text);
    }

    private static boolean isPort(String text) {
        return PORT.matcher(text).matches();
    }

    private static String unquote(String text) {
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            return text;
        }
        return text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    /** The parts between separators that stand outside quotes, the last part first. */
    private static List<String> splitFromRight(String text, char separator) {
        var parts = new ArrayList<String>();
        boolean quoted = false;
        int end = text.length();
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(i + 1, end));
                end = i;
            }
        }
        parts.add(text.substring(0, end));
        return parts;
    }
}
