package dev.sojourn.store.memcached;

import dev.sojourn.servers.MemcachedServer;
import dev.sojourn.servers.TestServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.faults.StoreFaultsContract;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What every storage promises of a server that fails, on Memcached. More on that one's connections is in {@link ServerLinkIT}. */
class MemcachedFaultsIT extends StoreFaultsContract {

    @Override
    protected TestServer startServer() {
        return MemcachedServer.start();
    }

    @Override
    protected SessionStore open(int port, Duration timeout, Clock clock) {
        var servers = List.of(new ServerAddress("127.0.0.1", port));
        return MemcachedStores.open(new MemcachedOptions(servers, null, null, 2, timeout, "faults:"), clock);
    }

    @Override
    protected String storage() {
        return "memcached";
    }

    @Override
    protected boolean survivesKill() {
        return false;
    }
}
