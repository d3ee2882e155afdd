package dev.sojourn.store.hybrid;

import dev.sojourn.servers.MemcachedServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import dev.sojourn.store.memcached.MemcachedOptions;
import dev.sojourn.store.memcached.MemcachedStores;
import dev.sojourn.store.memcached.ServerAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The contract over Memcached and H2. */
class MemcachedFrontIT extends SessionStoreContract {

    private final MemcachedServer memcached = MemcachedServer.shared();
    private final H2 h2 = new H2();

    @Override
    protected String variant() {
        return "hybrid (memcached " + memcached.version() + ")";
    }

    @Override
    protected SessionStore newStore(Clock clock) {
        return open(clock);
    }

    @Override
    protected SessionStore secondNode(SessionStore first, Clock sameClock) {
        return open(sameClock);
    }

    /** What Memcached takes, less what is around it. */
    @Override
    protected int largestBody() {
        return 1000 * 1000;
    }

    private SessionStore open(Clock clock) {
        var options = new MemcachedOptions(
                List.of(new ServerAddress("127.0.0.1", memcached.port())),
                null,
                null,
                4,
                Duration.ofSeconds(20),
                "sojourn:");
        return HybridStores.open(MemcachedStores.open(options, clock), h2.open(clock), Nodes.options(clock));
    }
}
