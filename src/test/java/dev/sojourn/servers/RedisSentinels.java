package dev.sojourn.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A Redis with a replica and three Sentinels, which make the replica the master within about three seconds after the master is gone. */
public final class RedisSentinels implements AutoCloseable {

    /** What the Sentinels call the master. */
    public static final String MASTER_NAME = "sojourn";

    private static final int SENTINELS = 3;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final List<ServerProcess> sentinels = new ArrayList<>();
    private final RedisServer first;
    private final RedisServer second;

    private RedisSentinels() {
        try {
            first = keep(RedisServer.start());
            second = keep(RedisServer.with()
                    .arguments("--replicaof", first.host(), Integer.toString(first.port()))
                    .start());
            second.awaitReplication();
            for (int i = 0; i < SENTINELS; i++) {
                startSentinel();
            }
            ServerProcess.await(() -> ports.stream().allMatch(RedisSentinels::knowsAll));
        } catch (RuntimeException notStarted) {
            close();
            throw notStarted;
        }
    }

    /** Starts all of them and waits until the Sentinels know each other. */
    public static RedisSentinels start() {
        return new RedisSentinels();
    }

    private void startSentinel() {
        Folder folder = keep(Folder.create("sentinel"));
        int port = Ports.free();
        folder.write(
                "sentinel.conf",
                List.of(
                        "bind 127.0.0.1",
                        "port " + port,
                        "dir " + folder.path(),
                        "sentinel monitor " + MASTER_NAME + " 127.0.0.1 " + first.port() + " 2",
                        "sentinel down-after-milliseconds " + MASTER_NAME + " 500",
                        "sentinel failover-timeout " + MASTER_NAME + " 2000"));
        sentinels.add(keep(ServerProcess.start(
                List.of(
                        RedisServer.program().toString(),
                        folder.file("sentinel.conf").toString(),
                        "--sentinel"),
                Map.of(),
                folder,
                "sentinel.log",
                () -> Ports.answers(port))));
        ports.add(port);
    }

    private static boolean knowsAll(int port) {
        try (Resp sentinel = Resp.connect(port, null)) {
            List<?> master = (List<?>) sentinel.call("SENTINEL", "MASTER", MASTER_NAME);
            return field(master, "num-other-sentinels").equals(Integer.toString(SENTINELS - 1))
                    && field(master, "num-slaves").equals("1");
        }
    }

    private static String field(List<?> namesAndValues, String name) {
        return String.valueOf(namesAndValues.get(namesAndValues.indexOf(name) + 1));
    }

    /** The Sentinels, as {@code 127.0.0.1:port}. */
    public List<String> addresses() {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.toUnmodifiableList());
    }

    /** The one that is master now, by what a Sentinel says. */
    public RedisServer master() {
        try (Resp sentinel = Resp.connect(ports.get(0), null)) {
            List<?> address = (List<?>) sentinel.call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME);
            return Integer.toString(first.port()).equals(String.valueOf(address.get(1))) ? first : second;
        }
    }

    /** The other one. */
    public RedisServer replica() {
        return master() == first ? second : first;
    }

    /** Kills the master and waits until the replica has taken its place. */
    public void failOver() {
        RedisServer old = master();
        old.kill();
        ServerProcess.await(() ->
                master() != old && "master".equals(master().info("replication").get("role")));
    }

    private <T extends AutoCloseable> T keep(T resource) {
        opened.add(0, resource);
        return resource;
    }

    @Override
    public void close() {
        Closing.all(opened);
    }
}
