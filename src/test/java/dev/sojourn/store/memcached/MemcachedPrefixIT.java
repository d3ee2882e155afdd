package dev.sojourn.store.memcached;

import dev.sojourn.servers.MemcachedServer;
import dev.sojourn.store.PrefixContract;
import dev.sojourn.store.SessionStore;
import java.time.Clock;

class MemcachedPrefixIT extends PrefixContract {

    private final MemcachedServer server = MemcachedServer.shared();

    @Override
    protected SessionStore open(String prefix, Clock clock) {
        return MemcachedOptionsBuilder.on(server.port()).prefix(prefix).open(clock);
    }
}
