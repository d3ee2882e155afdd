package dev.sojourn.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Redis Cluster of three masters: each has a third of the slots, and when one is gone its third is, unless it has a replica. */
public final class RedisCluster implements AutoCloseable {

    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;

    private final List<TcpProxy> proxies = new ArrayList<>();
    private final List<RedisServer> nodes = new ArrayList<>();
    private final Folder folder = Folder.create("cluster");
    private final @Nullable RedisUser user;
    private final @Nullable TestCertificate certificate;

    private RedisCluster(boolean proxied, @Nullable RedisUser user) {
        try {
            this.user = user;
            this.certificate = user == null ? null : TestCertificate.create(folder);
            for (int i = 0; i < MASTERS; i++) {
                addNode(proxied);
            }
            for (int i = 0; i < MASTERS; i++) {
                introduce(i);
            }
            awaitComplete();
        } catch (RuntimeException notStarted) {
            close();
            throw notStarted;
        }
    }

    /** Starts three nodes and waits until each can serve. */
    public static RedisCluster start() {
        return new RedisCluster(false, null);
    }

    /** The same with TLS everywhere and a user. */
    public static RedisCluster startSecured(RedisUser user) {
        return new RedisCluster(false, user);
    }

    /** What all show with TLS, and what clients have to trust. */
    public TestCertificate certificate() {
        return Objects.requireNonNull(certificate, "started without TLS");
    }

    /** The same with a proxy before each node, which is the address that the node tells to clients. */
    public static RedisCluster startBehindProxies() {
        return new RedisCluster(true, null);
    }

    private void addNode(boolean proxied) {
        int port = Ports.free();
        RedisServer.Options node = RedisServer.with()
                .port(port)
                .arguments("--cluster-enabled", "yes", "--cluster-node-timeout", "1000")
                .arguments("--cluster-require-full-coverage", "no");
        if (proxied) {
            TcpProxy proxy = TcpProxy.to(port);
            proxies.add(proxy);
            node.arguments("--cluster-announce-port", Integer.toString(proxy.port()))
                    .arguments("--cluster-announce-bus-port", Integer.toString(busPort(port)));
        }
        if (user != null && certificate != null) {
            node.tls(certificate).only(user).arguments("--tls-cluster", "yes");
        }
        nodes.add(node.start());
    }

    /** Adds a replica of a master, which takes its place within a few seconds after the master is gone: 0 is the first. */
    public RedisServer addReplica(int master) {
        addNode(false);
        RedisServer replica = nodes.get(nodes.size() - 1);
        meetFirst(replica);
        awaitComplete();
        String id = nodes.get(master).command("CLUSTER", "MYID");
        replica.command("CLUSTER", "REPLICATE", id);
        replica.awaitReplication();
        ServerProcess.await(() -> nodes.stream().allMatch(node -> knowsReplicaOf(node, id)));
        return replica;
    }

    private static boolean knowsReplicaOf(RedisServer node, String id) {
        String all = node.command("CLUSTER", "NODES");
        return all != null && all.contains("slave " + id);
    }

    private void introduce(int i) {
        RedisServer node = nodes.get(i);
        List<String> slots = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
        for (int slot = SLOTS * i / MASTERS; slot < SLOTS * (i + 1) / MASTERS; slot++) {
            slots.add(Integer.toString(slot));
        }
        node.command("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
        node.command(slots.toArray(String[]::new));
        meetFirst(node);
    }

    private void meetFirst(RedisServer node) {
        node.command(
                "CLUSTER",
                "MEET",
                "127.0.0.1",
                Integer.toString(ports().get(0)),
                Integer.toString(busPort(nodes.get(0).port())));
    }

    private boolean complete(RedisServer node) {
        String info = node.command("CLUSTER", "INFO");
        return info != null
                && info.contains("cluster_state:ok")
                && info.contains("cluster_known_nodes:" + nodes.size())
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
        ServerProcess.await(() -> nodes.stream().allMatch(this::complete));
    }

    @Override
    public void close() {
        List<AutoCloseable> all = new ArrayList<>(nodes);
        all.addAll(proxies);
        all.add(folder);
        Closing.all(all);
    }
}
