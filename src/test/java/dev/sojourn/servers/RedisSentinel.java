package dev.sojourn.servers;

import java.util.List;
import java.util.Map;

/** One Sentinel that nobody needs to agree with, and that decides nothing: it tells where masters are that it was told of. */
public final class RedisSentinel implements AutoCloseable {

    private final Folder folder = Folder.create("sentinel");
    private final int port = Ports.free();
    private final ServerProcess process;

    private RedisSentinel() {
        try {
            folder.write("sentinel.conf", List.of("bind 127.0.0.1", "port " + port, "dir " + folder.path()));
            process = ServerProcess.start(
                    List.of(
                            RedisServer.program().toString(),
                            folder.file("sentinel.conf").toString(),
                            "--sentinel"),
                    Map.of(),
                    folder,
                    "sentinel.log",
                    () -> Ports.answers(port));
        } catch (RuntimeException notStarted) {
            folder.close();
            throw notStarted;
        }
    }

    /** Starts one that knows no master yet. */
    public static RedisSentinel start() {
        return new RedisSentinel();
    }

    public int port() {
        return port;
    }

    /** Tells it of a master on this port, by the name {@code master-} and the port. */
    public String masterAt(int masterPort) {
        String name = "master-" + masterPort;
        try (Resp sentinel = Resp.connect(port, null)) {
            if (!String.valueOf(sentinel.call("SENTINEL", "MASTERS")).contains(name)) {
                sentinel.call("SENTINEL", "MONITOR", name, "127.0.0.1", Integer.toString(masterPort), "1");
                sentinel.call("SENTINEL", "SET", name, "down-after-milliseconds", "3600000");
            }
        }
        return name;
    }

    @Override
    public void close() {
        process.kill();
        folder.close();
    }
}
