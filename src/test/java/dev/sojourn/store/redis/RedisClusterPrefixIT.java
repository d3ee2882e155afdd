package dev.sojourn.store.redis;

import dev.sojourn.servers.RedisCluster;
import dev.sojourn.store.PrefixContract;
import dev.sojourn.store.SessionStore;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedisClusterPrefixIT extends PrefixContract {

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
    protected SessionStore open(String prefix, Clock clock) {
        return RedisStores.open(RedisTestOptions.of(cluster).withPrefix(prefix), clock);
    }
}
