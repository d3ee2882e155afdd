package dev.sojourn.store.redis;

import java.util.List;

/** What stands behind the storage: one server, servers watched by Sentinels, or a Cluster. */
public sealed interface RedisTopology {

    /**
     * One server.
     *
     * @param node where it is
     */
    record Standalone(RedisNode node) implements RedisTopology {}

    /**
     * A master and its replicas, whose Sentinels tell which of them is the master.
     *
     * @param master the name that the Sentinels know it by
     * @param sentinels some of them, at least one
     * @param login who to be on the Sentinels, which have users of their own
     */
    record Sentinel(String master, List<RedisNode> sentinels, RedisLogin login) implements RedisTopology {
        /** Checks that there is something. */
        public Sentinel {
            sentinels = List.copyOf(sentinels);
            if (master.isBlank() || sentinels.isEmpty()) {
                throw new IllegalArgumentException("Sentinel needs the master's name and at least one Sentinel");
            }
        }
    }

    /**
     * A Redis Cluster.
     *
     * @param nodes some of its nodes, at least one; the others are asked for
     */
    record Cluster(List<RedisNode> nodes) implements RedisTopology {
        /** Checks that there is something. */
        public Cluster {
            nodes = List.copyOf(nodes);
            if (nodes.isEmpty()) {
                throw new IllegalArgumentException("a Redis Cluster needs at least one node");
            }
        }
    }
}
