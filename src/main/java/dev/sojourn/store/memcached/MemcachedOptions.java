package dev.sojourn.store.memcached;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code memcached} store must know.
 *
 * @param servers at least one, each once; the same text on every node, in any order
 * @param username for SASL (PLAIN), the same on all servers; null for none
 * @param password with the user name, and only with it
 * @param poolSize connections to each server, 1 to {@value #MOST_CONNECTIONS}
 * @param timeout of one operation, however many trips it takes: 10 ms to 1 minute
 * @param prefix of every key; any text
 */
public record MemcachedOptions(
        List<ServerAddress> servers,
        @Nullable String username,
        @Nullable String password,
        int poolSize,
        Duration timeout,
        String prefix) {

    private static final int MOST_CONNECTIONS = 100;
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** Checks everything and copies the list. */
    public MemcachedOptions {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("sojourn.memcached.servers names at least one server");
        }
        if (new HashSet<>(servers).size() < servers.size()) {
            throw new IllegalArgumentException("sojourn.memcached.servers names each server once, not " + servers);
        }
        if ((username == null) != (password == null)) {
            throw new IllegalArgumentException(
                    "sojourn.memcached.username and sojourn.memcached.password are both set or both not");
        }
        if (username != null && (username.isEmpty() || username.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("sojourn.memcached.username is not empty and has no NUL");
        }
        if (password != null && password.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("sojourn.memcached.password has no NUL");
        }
        if (poolSize < 1 || poolSize > MOST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "sojourn.memcached.pool-size is 1 to " + MOST_CONNECTIONS + ", not " + poolSize);
        }
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "sojourn.memcached.timeout is " + SHORTEST + " to " + LONGEST + ", not " + timeout);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MemcachedOptions[servers=" + servers + ", username=" + username + ", password="
                + (password == null ? "none" : "***") + ", poolSize=" + poolSize + ", timeout=" + timeout + ", prefix="
                + prefix + "]";
    }
}
