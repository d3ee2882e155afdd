package dev.sojourn.store.redis;

import dev.sojourn.servers.RedisCluster;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on a Cluster of three masters. */
class RedisClusterStoreIT extends SessionStoreContract {

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
    protected String variant() {
        return "redis " + cluster.nodes().get(0).version() + ", Cluster";
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

    private static SessionStore open(Clock clock) {
        return RedisStores.open(RedisTestOptions.of(cluster), clock);
    }
}
