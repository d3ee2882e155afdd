package dev.sojourn.servers;

import java.util.ArrayList;
import java.util.List;

/** A Redis Cluster of three masters without replicas: each has a third of the slots, and when one is gone its third is. */
public final class RedisCluster implements AutoCloseable {

    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;

    private final List<TcpProxy> proxies = new ArrayList<>();
    private final List<RedisServer> nodes = new ArrayList<>();

    private RedisCluster(boolean proxied) {
        try {
            for (int i = 0; i < MASTERS; i++) {
                addNode(proxied);
            }
            for (int i = 0; i < MASTERS; i++) {
                introduce(i);
            }
            ServerProcess.await(() -> nodes.stream().allMatch(RedisCluster::complete));
        } catch (RuntimeException notStarted) {
            close();
            throw notStarted;
        }
    }

    /** Starts three nodes and waits until each can serve. */
    public static RedisCluster start() {
        return new RedisCluster(false);
    }

    /** The same with a proxy before each node, which is the address that the node tells to clients. */
    public static RedisCluster startBehindProxies() {
        return new RedisCluster(true);
    }

    private void addNode(boolean proxied) {
        int port = Ports.free();
        RedisServer.Options options = RedisServer.with()
                .port(port)
                .arguments("--cluster-enabled", "yes", "--cluster-node-timeout", "1000")
                .arguments("--cluster-require-full-coverage", "no");
        if (proxied) {
            TcpProxy proxy = TcpProxy.to(port);
            proxies.add(proxy);
            options.arguments("--cluster-announce-port", Integer.toString(proxy.port()))
                    .arguments("--cluster-announce-bus-port", Integer.toString(busPort(port)));
        }
        nodes.add(options.start());
    }

    private void introduce(int i) {
        RedisServer node = nodes.get(i);
        List<String> slots = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
        for (int slot = SLOTS * i / MASTERS; slot < SLOTS * (i + 1) / MASTERS; slot++) {
            slots.add(Integer.toString(slot));
        }
        node.command("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
        node.command(slots.toArray(String[]::new));
        node.command(
                "CLUSTER",
                "MEET",
                "127.0.0.1",
                Integer.toString(ports().get(0)),
                Integer.toString(busPort(nodes.get(0).port())));
    }

    private static boolean complete(RedisServer node) {
        String info = node.command("CLUSTER", "INFO");
        return info != null
                && info.contains("cluster_state:ok")
                && info.contains("cluster_known_nodes:" + MASTERS)
                && info.contains("cluster_slots_ok:" + SLOTS);
    }

    private static int busPort(int port) {
        return port + 10_000;
    }

    /** The ports for clients: of the proxies where there are some. */
    public List<Integer> ports() {
        return proxies.isEmpty()
                ? nodes.stream().map(RedisServer::port).toList()
                : proxies.stream().map(TcpProxy::port).toList();
    }

    /** The nodes, as {@code 127.0.0.1:port}. */
    public List<String> addresses() {
        return ports().stream().map(port -> "127.0.0.1:" + port).toList();
    }

    /** The nodes. */
    public List<RedisServer> nodes() {
        return List.copyOf(nodes);
    }

    /** The proxies before them, in the same order. */
    public List<TcpProxy> proxies() {
        return List.copyOf(proxies);
    }

    /** Round trips over all proxies. */
    public long trips() {
        return proxies.stream().mapToLong(TcpProxy::trips).sum();
    }

    /** Empties every node. */
    public void flush() {
        nodes.forEach(node -> node.command("FLUSHALL"));
    }

    /** Waits until every node sees all slots served, after a node was killed and restarted. */
    public void awaitComplete() {
        ServerProcess.await(() -> nodes.stream().allMatch(RedisCluster::complete));
    }

    @Override
    public void close() {
        List<AutoCloseable> all = new ArrayList<>(nodes);
        all.addAll(proxies);
        Closing.all(all);
    }
}
