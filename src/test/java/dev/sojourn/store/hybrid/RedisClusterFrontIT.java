package dev.sojourn.store.hybrid;

import dev.sojourn.servers.RedisCluster;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import dev.sojourn.store.redis.RedisNode;
import dev.sojourn.store.redis.RedisOptions;
import dev.sojourn.store.redis.RedisStores;
import dev.sojourn.store.redis.RedisTopology;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract over a Redis Cluster, which writes no two records in one step, and H2. */
class RedisClusterFrontIT extends SessionStoreContract {

    private static RedisCluster cluster;

    private final H2 h2 = new H2();

    @BeforeAll
    static void startCluster() {
        cluster = RedisCluster.start();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Override
    protected String variant() {
        return "hybrid (redis " + cluster.nodes().get(0).version() + ", Cluster)";
    }

    @Override
    protected SessionStore newStore(Clock clock) {
        cluster.flush();
        return open(clock);
    }

    @Override
    protected SessionStore secondNode(SessionStore first, Clock sameClock) {
        return open(sameClock);
    }

    private SessionStore open(Clock clock) {
        RedisOptions options = RedisOptions.defaults()
                .withTopology(new RedisTopology.Cluster(cluster.ports().stream()
                        .map(port -> new RedisNode("127.0.0.1", port))
                        .toList()))
                .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(5))
                .withIndexed(false);
        return HybridStores.open(RedisStores.open(options, clock), h2.open(clock), Nodes.options(clock));
    }
}
