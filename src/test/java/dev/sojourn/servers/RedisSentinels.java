package dev.sojourn.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Redis with a replica and three Sentinels, which make the replica the master within about three seconds after the master is gone. */
public final class RedisSentinels implements AutoCloseable {

    /** What the Sentinels call the master. */
    public static final String MASTER_NAME = "sojourn";

    private static final int SENTINELS = 3;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final List<ServerProcess> sentinels = new ArrayList<>();
    private final Folder folder;
    private final @Nullable TestCertificate certificate;
    private final @Nullable Secrets secrets;
    private final RedisServer first;
    private final RedisServer second;

    private RedisSentinels(@Nullable Secrets secrets) {
        try {
            folder = keep(Folder.create("sentinels"));
            certificate = secrets == null ? null : TestCertificate.create(folder);
            this.secrets = secrets;
            first = keep(server().start());
            second = keep(server().arguments("--replicaof", first.host(), Integer.toString(first.port()))
                    .start());
            second.awaitReplication();
            for (int i = 0; i < SENTINELS; i++) {
                startSentinel();
            }
            ServerProcess.await(() -> ports.stream().allMatch(this::knowsAll));
        } catch (RuntimeException notStarted) {
            close();
            throw notStarted;
        }
    }

    /** Starts all of them and waits until the Sentinels know each other. */
    public static RedisSentinels start() {
        return new RedisSentinels(null);
    }

    /** The same with TLS everywhere, and with users: one on the servers, another on the Sentinels. */
    public static RedisSentinels startSecured(RedisUser ofServers, RedisUser ofSentinels) {
        return new RedisSentinels(new Secrets(ofServers, ofSentinels));
    }

    private record Secrets(RedisUser ofServers, RedisUser ofSentinels) {}

    private RedisServer.Options server() {
        RedisServer.Options options = RedisServer.with();
        if (secrets != null && certificate != null) {
            options.tls(certificate)
                    .only(secrets.ofServers())
                    .arguments("--masterauth", secrets.ofServers().password(), "--tls-replication", "yes");
        }
        return options;
    }

    private Resp connect(int port) {
        Resp sentinel = Resp.connect(port, certificate == null ? null : certificate.clientContext());
        if (secrets != null) {
            sentinel.call("AUTH", secrets.ofSentinels().password());
        }
        return sentinel;
    }

    /** What all show with TLS, and what clients have to trust. */
    public TestCertificate certificate() {
        return Objects.requireNonNull(certificate, "started without TLS");
    }

    private void startSentinel() {
        Folder own = keep(Folder.create("sentinel"));
        int port = Ports.free();
        List<String> lines = new ArrayList<>(List.of("bind 127.0.0.1", "dir " + own.path()));
        if (secrets == null || certificate == null) {
            lines.add("port " + port);
        } else {
            lines.addAll(List.of(
                    "port 0",
                    "tls-port " + port,
                    "tls-cert-file " + certificate.certificate(),
                    "tls-key-file " + certificate.key(),
                    "tls-ca-cert-file " + certificate.certificate(),
                    "tls-auth-clients no",
                    "tls-replication yes",
                    "requirepass " + secrets.ofSentinels().password(),
                    "user " + secrets.ofSentinels().text()));
        }
        lines.add("sentinel monitor " + MASTER_NAME + " 127.0.0.1 " + first.port() + " 2");
        if (secrets != null) {
            lines.add("sentinel auth-pass " + MASTER_NAME + " "
                    + secrets.ofServers().password());
        }
        lines.add("sentinel down-after-milliseconds " + MASTER_NAME + " 500");
        lines.add("sentinel failover-timeout " + MASTER_NAME + " 2000");
        own.write("sentinel.conf", lines);
        sentinels.add(keep(ServerProcess.start(
                List.of(
                        RedisServer.program().toString(),
                        own.file("sentinel.conf").toString(),
                        "--sentinel"),
                Map.of(),
                own,
                "sentinel.log",
                () -> Ports.answers(port))));
        ports.add(port);
    }

    private boolean knowsAll(int port) {
        try (Resp sentinel = connect(port)) {
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
        try (Resp sentinel = connect(ports.get(0))) {
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

    /** Stops a Sentinel where it is, so that it hangs: 0 is the first. */
    public void freeze(int sentinel) {
        sentinels.get(sentinel).freeze();
    }

    /** Lets all Sentinels go on. */
    public void resume() {
        sentinels.forEach(ServerProcess::resume);
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
