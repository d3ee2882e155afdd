package dev.sojourn.store.hybrid;

import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import dev.sojourn.store.redis.RedisNode;
import dev.sojourn.store.redis.RedisOptions;
import dev.sojourn.store.redis.RedisStores;
import dev.sojourn.store.redis.RedisTopology;
import java.time.Clock;
import java.time.Duration;

/** The contract over Redis and H2. */
class RedisFrontIT extends SessionStoreContract {

    private final RedisServer redis = RedisServer.shared();
    private final H2 h2 = new H2();

    @Override
    protected String variant() {
        return "hybrid (redis " + redis.version() + ")";
    }

    @Override
    protected SessionStore newStore(Clock clock) {
        return open(clock);
    }

    @Override
    protected SessionStore secondNode(SessionStore first, Clock sameClock) {
        return open(sameClock);
    }

    private SessionStore open(Clock clock) {
        RedisOptions options = RedisOptions.defaults()
                .withTopology(new RedisTopology.Standalone(new RedisNode("127.0.0.1", redis.port())))
                .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(5))
                .withIndexed(false);
        return HybridStores.open(RedisStores.open(options, clock), h2.open(clock), Nodes.options(clock));
    }
}
