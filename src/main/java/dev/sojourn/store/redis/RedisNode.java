package dev.sojourn.store.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of one server.
 *
 * @param host a name or an IP address, an IPv6 one without brackets
 * @param port 1 to 65535
 */
public record RedisNode(String host, int port) {

    private static final Pattern TEXT = Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([^\\s:\\[\\]]+)):([0-9]{1,5})");
    private static final int MAX_PORT = 65_535;

    /** Checks both. */
    public RedisNode {
        if (host.isBlank()) {
            throw new IllegalArgumentException("a Redis server has a host name or an address");
        }
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port is 1 to " + MAX_PORT + ", not " + port);
        }
    }

    /**
     * From {@code host:port} or {@code [IPv6]:port}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static RedisNode parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("a Redis server is host:port or [IPv6]:port, not '" + text + "'");
        }
        String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
        return new RedisNode(host, Integer.parseInt(parts.group(3)));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
