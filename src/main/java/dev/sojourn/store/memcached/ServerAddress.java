package dev.sojourn.store.memcached;

/**
 * Where one memcached listens. Its text decides which keys it has, so every node must write it alike: {@code cache1:11211} and
 * {@code 10.0.0.1:11211} share keys differently even if they are one machine.
 *
 * @param host a name or an address, without brackets
 * @param port 1 to 65535
 */
public record ServerAddress(String host, int port) {

    /** The port where none is named. */
    public static final int DEFAULT_PORT = 11211;

    private static final int LAST_PORT = 65535;

    /** Checks both. */
    public ServerAddress {
        if (host.isBlank() || host.chars().anyMatch(c -> c <= ' ' || c == ',' || c == '[' || c == ']')) {
            throw new IllegalArgumentException("a memcached server's host is a name or an address, not '" + host + "'");
        }
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("a memcached server's port is 1 to " + LAST_PORT + ", not " + port);
        }
    }

    /**
     * The server in {@code host}, {@code host:port} or {@code [IPv6]:port}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static ServerAddress parse(String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith("[")) {
            int end = trimmed.indexOf(']');
            if (end < 0) {
                throw new IllegalArgumentException("a memcached server is host:port, not '" + text + "'");
            }
            return new ServerAddress(trimmed.substring(1, end), port(trimmed.substring(end + 1), text));
        }
        int colon = trimmed.indexOf(':');
        if (colon != trimmed.lastIndexOf(':')) {
            throw new IllegalArgumentException(
                    "an IPv6 address stands in brackets, as in [::1]:11211, not '" + text + "'");
        }
        return colon < 0
                ? new ServerAddress(trimmed, DEFAULT_PORT)
                : new ServerAddress(trimmed.substring(0, colon), port(trimmed.substring(colon), text));
    }

    private static int port(String colonAndPort, String text) {
        if (colonAndPort.isEmpty()) {
            return DEFAULT_PORT;
        }
        if (!colonAndPort.matches(":[0-9]{1,5}")) {
            throw new IllegalArgumentException(
                    "a memcached server is host:port with a port of 1 to " + LAST_PORT + ", not '" + text + "'");
        }
        return Integer.parseInt(colonAndPort.substring(1));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
