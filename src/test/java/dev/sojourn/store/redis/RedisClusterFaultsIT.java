package dev.sojourn.store.redis;

import dev.sojourn.servers.TestServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.faults.StoreFaultsContract;
import dev.sojourn.store.redis.RedisTopology.Cluster;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A Cluster of one node, which is all there is to fail. */
class RedisClusterFaultsIT extends StoreFaultsContract {

    @Override
    protected TestServer startServer() {
        return RedisFaultServer.cluster();
    }

    @Override
    protected SessionStore open(int port, Duration timeout, Clock clock) {
        ((RedisFaultServer) server()).announce(port);
        return RedisStores.open(
                RedisTestOptions.of(port)
                        .withTopology(new Cluster(List.of(new RedisNode("127.0.0.1", port))))
                        .withTimeouts(timeout, timeout),
                clock);
    }

    @Override
    protected String storage() {
        return "redis-cluster";
    }
}
