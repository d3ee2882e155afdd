package dev.sojourn.store.redis;

import dev.sojourn.servers.RedisServer;
import dev.sojourn.servers.TestServer;
import org.awaitility.Awaitility;

/** A server of a Cluster of its own, or one that a Sentinel watches, for the tests of faults. */
final class RedisFaultServer implements TestServer {

    private final RedisServer server;
    private final boolean cluster;

    private RedisFaultServer(RedisServer server, boolean cluster) {
        this.server = server;
        this.cluster = cluster;
    }

    /** The one node of a Cluster. */
    static RedisFaultServer cluster() {
        var made = new RedisFaultServer(
                RedisServer.with()
                        .durable()
                        .arguments("--cluster-enabled", "yes")
                        .start(),
                true);
        String[] words = new String[16_384 + 2];
        words[0] = "CLUSTER";
        words[1] = "ADDSLOTS";
        for (int slot = 0; slot < 16_384; slot++) {
            words[slot + 2] = Integer.toString(slot);
        }
        made.server.command(words);
        made.awaitServing();
        return made;
    }

    /** One that a Sentinel may watch. */
    static RedisFaultServer watched() {
        return new RedisFaultServer(RedisServer.with().durable().start(), false);
    }

    /** As which port the node of the Cluster makes itself known. */
    void announce(int port) {
        server.command("CONFIG", "SET", "cluster-announce-port", Integer.toString(port));
    }

    private void awaitServing() {
        if (cluster) {
            Awaitility.await()
                    .ignoreExceptions()
                    .until(() ->
                            String.valueOf(server.command("CLUSTER", "INFO")).contains("cluster_state:ok"));
        }
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public long pid() {
        return server.pid();
    }

    @Override
    public int clients() {
        String all = String.valueOf(server.command("CLIENT", "LIST"));
        long others = all.lines()
                .filter(line -> !line.isBlank() && !line.contains("name=sentinel-"))
                .count();
        return (int) others - 1;
    }

    @Override
    public void freeze() {
        server.freeze();
    }

    @Override
    public void resume() {
        server.resume();
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public void restart() {
        server.restart();
        awaitServing();
    }

    @Override
    public void close() {
        server.close();
    }
}
