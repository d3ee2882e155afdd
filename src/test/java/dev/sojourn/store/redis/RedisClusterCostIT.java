package dev.sojourn.store.redis;

import dev.sojourn.servers.RedisCluster;
import dev.sojourn.store.SessionStore;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Costs on a Cluster: trips one after the other, those to several nodes at once counted once. */
class RedisClusterCostIT extends CostContract {

    private static RedisCluster cluster;
    private final AtomicInteger trips = new AtomicInteger();

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
        RedisOptions options = RedisTestOptions.of(cluster);
        Wire wire = RedisStores.wire(options);
        return RedisStore.over(new CountingWire(wire, trips), null, options, clock);
    }

    @Override
    long trips() {
        return trips.get();
    }

    @Override
    int more() {
        return 1;
    }
}
