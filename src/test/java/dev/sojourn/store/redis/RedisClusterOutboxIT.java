package dev.sojourn.store.redis;

import dev.sojourn.servers.RedisCluster;
import dev.sojourn.store.SessionStore;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The outbox on a Cluster, in its buckets. */
class RedisClusterOutboxIT extends OutboxContract {

    private static RedisCluster cluster;

    @BeforeAll
    static void startCluster() {
        cluster = RedisCluster.start();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Override
    SessionStore open(Clock clock) {
        cluster.flush();
        return RedisStores.open(RedisTestOptions.of(cluster), clock);
    }

    @Override
    void empty() {
        cluster.nodes().get(0).command("FLUSHALL");
    }
}
