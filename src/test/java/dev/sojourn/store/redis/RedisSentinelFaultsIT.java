package dev.sojourn.store.redis;

import dev.sojourn.servers.RedisSentinel;
import dev.sojourn.servers.TestServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.faults.StoreFaultsContract;
import dev.sojourn.store.redis.RedisTopology.Sentinel;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** A master that a Sentinel names, and no replica that could take its place. */
class RedisSentinelFaultsIT extends StoreFaultsContract {

    private final RedisSentinel sentinel = RedisSentinel.start();

    @AfterAll
    void stopSentinel() {
        sentinel.close();
    }

    @Override
    protected TestServer startServer() {
        return RedisFaultServer.watched();
    }

    @Override
    protected SessionStore open(int port, Duration timeout, Clock clock) {
        List<RedisNode> sentinels = List.of(new RedisNode("127.0.0.1", sentinel.port()));
        return RedisStores.open(
                RedisTestOptions.of(port)
                        .withTopology(new Sentinel(sentinel.masterAt(port), sentinels, RedisLogin.NONE))
                        .withTimeouts(timeout, timeout),
                clock);
    }

    @Override
    protected String storage() {
        return "redis-sentinel";
    }
}
