package dev.sojourn.store.memcached;

import dev.sojourn.store.SessionStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Options for tests: what is not said is two connections, a generous timeout, and a prefix that nobody had before. */
final class MemcachedOptionsBuilder {

    private static final AtomicLong MADE = new AtomicLong();

    private final List<ServerAddress> servers = new ArrayList<>();
    private @Nullable String username;
    private @Nullable String password;
    private int poolSize = 2;
    private Duration timeout = Duration.ofSeconds(20);
    private String prefix = "test-" + ProcessHandle.current().pid() + "-" + MADE.incrementAndGet() + ":";

    private MemcachedOptionsBuilder() {}

    static MemcachedOptionsBuilder on(int... ports) {
        var builder = new MemcachedOptionsBuilder();
        for (int port : ports) {
            builder.servers.add(new ServerAddress("127.0.0.1", port));
        }
        return builder;
    }

    MemcachedOptionsBuilder server(String host, int port) {
        servers.add(new ServerAddress(host, port));
        return this;
    }

    MemcachedOptionsBuilder user(String name, String secret) {
        username = name;
        password = secret;
        return this;
    }

    MemcachedOptionsBuilder poolSize(int connections) {
        poolSize = connections;
        return this;
    }

    MemcachedOptionsBuilder timeout(Duration duration) {
        timeout = duration;
        return this;
    }

    MemcachedOptionsBuilder prefix(String text) {
        prefix = text;
        return this;
    }

    MemcachedOptions build() {
        return new MemcachedOptions(servers, username, password, poolSize, timeout, prefix);
    }

    SessionStore open(Clock clock) {
        return MemcachedStores.open(build(), clock);
    }
}
