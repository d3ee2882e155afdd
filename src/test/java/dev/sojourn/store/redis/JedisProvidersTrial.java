package dev.sojourn.store.redis;

import dev.sojourn.StorageException;
import dev.sojourn.servers.RedisCluster;
import dev.sojourn.servers.RedisSentinels;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisClusterInfoCache;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.providers.SentineledConnectionProvider;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * Measures how long a caller waits for Jedis' own providers of a Cluster's and of Sentinels' connections when servers hang: the evidence of
 * docs/decisions/0018-redis-storage.md. It asserts nothing and is run by hand: {@code ./mvnw -q test -Dtest=JedisProvidersTrial}.
 */
class JedisProvidersTrial {

    /** What would be the deadline of an operation, given to every timeout that Jedis has. */
    private static final int TIMEOUT = 500;

    private static final JedisClientConfig CLIENT = DefaultJedisClientConfig.builder()
            .protocol(RedisProtocol.RESP2)
            .autoNegotiateProtocol(false)
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .connectionTimeoutMillis(TIMEOUT)
            .socketTimeoutMillis(TIMEOUT)
            .build();

    private static final RecordKey OF_THE_FIRST_NODE = ofTheFirstNode();

    @Test
    void cluster_with_a_node_that_hangs() throws Exception {
        try (RedisCluster cluster = RedisCluster.start();
                ClusterConnectionProvider provider =
                        new ClusterConnectionProvider(addresses(cluster.addresses()), CLIENT, poolConfig())) {
            RedisServer first = cluster.nodes().get(0);
            time("cluster, all well", () -> get(provider));
            first.freeze();
            time("cluster, a node hangs: one call, and asking for the slots anew", () -> {
                try {
                    get(provider);
                } catch (JedisException e) {
                    provider.renewSlotCache();
                    throw e;
                }
            });
            together("cluster, a node hangs: 30 callers of a pool of 10, without asking anew", () -> get(provider));
            first.resume();
            cluster.awaitComplete();
            try (SessionStore store = ours(new RedisTopology.Cluster(nodes(cluster.addresses())))) {
                first.freeze();
                time("ours, a node hangs: one call", () -> store.load(OF_THE_FIRST_NODE));
                first.resume();
                cluster.awaitComplete();
            }
            try (SessionStore store = ours(new RedisTopology.Cluster(nodes(cluster.addresses())))) {
                store.load(OF_THE_FIRST_NODE);
                first.freeze();
                together("ours, a node hangs: 30 callers of a pool of 10", () -> store.load(OF_THE_FIRST_NODE));
                first.resume();
            }
        }
    }

    @Test
    void cluster_whose_seeds_hang_at_the_start() {
        try (RedisCluster cluster = RedisCluster.start()) {
            cluster.nodes().forEach(RedisServer::freeze);
            time("cluster, three nodes hang at the start", () -> {
                new ClusterConnectionProvider(addresses(cluster.addresses()), CLIENT, poolConfig()).close();
            });
            try (SessionStore store = ours(new RedisTopology.Cluster(nodes(cluster.addresses())))) {
                time("ours, three nodes hang at the start", () -> store.load(OF_THE_FIRST_NODE));
            }
            cluster.nodes().forEach(RedisServer::resume);
        }
    }

    @Test
    void slots_only_with_a_slot_that_nobody_serves() {
        try (RedisCluster cluster = RedisCluster.start();
                Connection connection =
                        new Connection(addresses(cluster.addresses()).iterator().next(), CLIENT)) {
            var slots = new JedisClusterInfoCache(CLIENT, poolConfig(), Set.of());
            time("slots by a connection of ours", () -> slots.discoverClusterNodesAndSlots(connection));
            cluster.nodes().forEach(node -> node.command("CLUSTER", "DELSLOTS", "7"));
            time("slots by a connection of ours, one slot of 16384 without a server", () -> {
                slots.discoverClusterNodesAndSlots(connection);
            });
            slots.close();
        }
    }

    @Test
    void sentinels_that_hang() {
        try (RedisSentinels sentinels = RedisSentinels.start()) {
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            time("sentinels, all well: start", () -> sentinelled(sentinels).close());
            sentinels.freeze(0);
            time(
                    "sentinels, the first hangs: start",
                    () -> sentinelled(sentinels).close());
            var topology = new RedisTopology.Sentinel(
                    RedisSentinels.MASTER_NAME, nodes(sentinels.addresses()), RedisLogin.NONE);
            try (SessionStore store = ours(topology)) {
                time("ours, the first hangs: start", () -> store.load(OF_THE_FIRST_NODE));
            }
            sentinels.freeze(1);
            sentinels.freeze(2);
            time("sentinels, all hang: start", () -> sentinelled(sentinels).close());
            try (SessionStore store = ours(topology)) {
                time("ours, all hang: start", () -> store.load(OF_THE_FIRST_NODE));
            }
            System.out.println("threads left behind: "
                    + Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> !before.contains(thread))
                            .map(Thread::getName)
                            .filter(name -> name.contains("Sentinel"))
                            .toList());
            sentinels.resume();
        }
    }

    private static SessionStore ours(RedisTopology topology) {
        Duration timeout = Duration.ofMillis(TIMEOUT);
        return RedisStores.open(
                RedisOptions.defaults().withTopology(topology).withTimeouts(timeout, timeout), Clock.systemUTC());
    }

    private static RecordKey ofTheFirstNode() {
        Layout layout = Layout.of(RedisOptions.defaults().prefix(), true);
        return IntStream.range(0, 1000)
                .mapToObj(Integer::toString)
                .filter(id -> JedisClusterCRC16.getSlot(layout.base(layout.bucket(EncodedId.encode(id)))) < 5000)
                .map(id -> new RecordKey(RecordKind.SESSION, id))
                .findFirst()
                .orElseThrow();
    }

    private static List<RedisNode> nodes(List<String> texts) {
        return texts.stream().map(RedisNode::parse).toList();
    }

    private static SentineledConnectionProvider sentinelled(RedisSentinels sentinels) {
        return new SentineledConnectionProvider(
                RedisSentinels.MASTER_NAME, CLIENT, poolConfig(), addresses(sentinels.addresses()), CLIENT);
    }

    /** A key of the first node's. */
    private static void get(ClusterConnectionProvider provider) {
        var get = new CommandArguments(Protocol.Command.GET).key("b");
        try (Connection connection = provider.getConnection(get)) {
            connection.executeCommand(get);
        }
    }

    private static ConnectionPoolConfig poolConfig() {
        var config = new ConnectionPoolConfig();
        config.setMaxTotal(10);
        config.setMaxWait(Duration.ofMillis(TIMEOUT));
        config.setJmxEnabled(false);
        config.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
        return config;
    }

    private static Set<HostAndPort> addresses(List<String> texts) {
        return texts.stream().map(HostAndPort::from).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void together(String what, Runnable call) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(30);
        try {
            List<Future<Long>> times = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                times.add(callers.submit(() -> millis(call, new StringBuilder())));
            }
            long longest = 0;
            for (Future<Long> time : times) {
                longest = Math.max(longest, time.get());
            }
            print(what, longest, "");
        } finally {
            callers.shutdownNow();
        }
    }

    private static void time(String what, Runnable call) {
        StringBuilder outcome = new StringBuilder();
        print(what, millis(call, outcome), outcome.toString());
    }

    private static long millis(Runnable call, StringBuilder outcome) {
        long start = System.nanoTime();
        try {
            call.run();
        } catch (JedisException | StorageException e) {
            outcome.append(e.getClass().getSimpleName()).append(": ").append(e.getMessage());
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static void print(String what, long millis, String outcome) {
        System.out.printf(Locale.ROOT, "%-90s %5d ms %s%n", what, millis, outcome);
    }
}
