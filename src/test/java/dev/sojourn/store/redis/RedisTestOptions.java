package dev.sojourn.store.redis;

import dev.sojourn.servers.RedisCluster;
import dev.sojourn.servers.RedisSentinels;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.redis.RedisTopology.Cluster;
import dev.sojourn.store.redis.RedisTopology.Sentinel;
import dev.sojourn.store.redis.RedisTopology.Standalone;
import java.time.Duration;
import java.util.List;

/** Options for servers of tests: more patient than the defaults, because the machine may be busy. */
final class RedisTestOptions {

    private RedisTestOptions() {}

    static RedisOptions of(RedisServer server) {
        return of(server.port());
    }

    static RedisOptions of(RedisCluster cluster) {
        RedisNode one = RedisNode.parse(cluster.addresses().get(1));
        return of(one.port()).withTopology(new Cluster(List.of(one)));
    }

    static RedisOptions of(RedisSentinels sentinels) {
        List<RedisNode> nodes =
                sentinels.addresses().stream().map(RedisNode::parse).toList();
        return of(sentinels.master()).withTopology(new Sentinel(RedisSentinels.MASTER_NAME, nodes, RedisLogin.NONE));
    }

    static RedisOptions of(int port) {
        return RedisOptions.defaults()
                .withTopology(new Standalone(new RedisNode("127.0.0.1", port)))
                .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(5));
    }
}
