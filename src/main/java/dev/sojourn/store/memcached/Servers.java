package dev.sojourn.store.memcached;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All servers of a store, and which of them has a key. Safe for many threads. */
final class Servers implements AutoCloseable {

    private static final Log LOG = Log.of(Servers.class);

    private final Wire wire;
    private final List<ServerLink> links;
    private final Ring<ServerLink> ring;

    private Servers(Wire wire, List<ServerLink> links, Ring<ServerLink> ring) {
        this.wire = wire;
        this.links = links;
        this.ring = ring;
    }

    /** Begins to connect, and does not wait for it. */
    static Servers open(MemcachedOptions options) {
        String username = options.username();
        String password = options.password();
        Credentials credentials = username == null || password == null ? null : new Credentials(username, password);
        Wire wire;
        try {
            wire = Wire.open();
        } catch (IOException e) {
            throw new StorageUnavailableException("memcached: no selector could be opened", e);
        }
        Map<String, ServerLink> byText = new HashMap<>();
        for (ServerAddress server : options.servers()) {
            byText.put(
                    server.toString(),
                    new ServerLink(server, options.poolSize(), options.timeout(), wire, credentials));
        }
        byText.values().forEach(ServerLink::start);
        return new Servers(wire, List.copyOf(byText.values()), new Ring<>(byText));
    }

    /** The server that has a key. */
    ServerLink of(String key) {
        return ring.of(key);
    }

    List<ServerLink> all() {
        return links;
    }

    /** Does work with one deadline for all its trips to each of the servers. */
    <T extends @Nullable Object> T operation(Supplier<T> work) {
        Supplier<T> guarded = work;
        for (ServerLink link : links) {
            Supplier<T> inner = guarded;
            guarded = () -> link.guard().operation(inner);
        }
        return guarded.get();
    }

    @Override
    public void close() {
        links.forEach(ServerLink::close);
        try {
            wire.shutdown();
        } catch (IOException e) {
            LOG.because(e, Message.MEMCACHED_NOT_CLOSED);
        }
    }
}
