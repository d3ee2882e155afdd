package dev.sojourn.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A Redis server of its own. Without {@link Options#durable} it keeps nothing over a {@link #kill}. The methods are for one thread, the
 * server is for all.
 */
public final class RedisServer extends LocalServer {

    private static final String PROGRAM = "redis-server";
    private static final Pattern REPLICA_OFFSET = Pattern.compile("offset=(\\d+)");
    private static @Nullable RedisServer shared;

    private final List<String> command;
    private final @Nullable TestCertificate certificate;
    private final @Nullable String password;

    private RedisServer(Path program, Options options) {
        super(Folder.create("redis"), options.port == 0 ? Ports.free() : options.port);
        certificate = options.tls && options.given == null ? TestCertificate.create(folder()) : options.given;
        password = options.password;
        command = new ArrayList<>(List.of(program.toString()));
        command.addAll(options.arguments(port(), certificate, folder()));
        begin();
    }

    /** The server for all tests of this JVM, emptied. Nobody closes, freezes or kills it. */
    public static synchronized RedisServer shared() {
        if (shared == null) {
            shared = start();
        }
        shared.command("FLUSHALL");
        return shared;
    }

    /** A plain one. */
    public static RedisServer start() {
        return with().start();
    }

    /** One with options. */
    public static Options with() {
        return new Options();
    }

    /** What is not the default. */
    public static final class Options {

        private final List<String> arguments = new ArrayList<>();
        private int port;
        private boolean tls;
        private boolean durable;
        private boolean bundled;
        private @Nullable TestCertificate given;
        private @Nullable String password;

        private Options() {}

        /** Arguments as on its command line: {@code "--maxmemory", "3mb"}. */
        public Options arguments(String... more) {
            arguments.addAll(List.of(more));
            return this;
        }

        /** What the default user has to show. */
        public Options password(String secret) {
            password = secret;
            return arguments("--requirepass", secret);
        }

        /** One more user, with rules such as {@code ~sojourn:* +@all}. */
        public Options user(String name, String secret, String... rules) {
            arguments("--user", name, "on", ">" + secret);
            return arguments(rules);
        }

        Options only(RedisUser user) {
            return password(user.password())
                    .user(user.name(), user.password(), user.rules().toArray(String[]::new));
        }

        /** Only TLS, on the one port there is. */
        public Options tls() {
            tls = true;
            return this;
        }

        /** The same, with a certificate that others show too. */
        Options tls(TestCertificate certificate) {
            given = certificate;
            return tls();
        }

        /** The oldest that is supported, which comes with the tests, and not the one that is installed. */
        public Options oldest() {
            bundled = true;
            return this;
        }

        /** Everything that was acknowledged is there again after kill and restart. */
        public Options durable() {
            durable = true;
            return this;
        }

        Options port(int fixed) {
            port = fixed;
            return this;
        }

        /** Starts it. Without the program the test is skipped, or fails in CI. */
        public RedisServer start() {
            return new RedisServer(bundled ? bundledOrMissing() : program(), this);
        }

        private List<String> arguments(int port, @Nullable TestCertificate certificate, Folder folder) {
            List<String> all = new ArrayList<>(List.of(
                    "--bind", "127.0.0.1", "--save", "", "--dir", folder.path().toString(), "--daemonize", "no"));
            all.addAll(
                    List.of("--appendonly", durable ? "yes" : "no", "--appendfsync", durable ? "always" : "everysec"));
            if (certificate == null) {
                all.addAll(List.of("--port", Integer.toString(port)));
            } else {
                all.addAll(List.of(
                        "--port", "0",
                        "--tls-port", Integer.toString(port),
                        "--tls-cert-file", certificate.certificate().toString(),
                        "--tls-key-file", certificate.key().toString(),
                        "--tls-ca-cert-file", certificate.certificate().toString(),
                        "--tls-auth-clients", "no"));
            }
            all.addAll(arguments);
            return all;
        }
    }

    /** The program; it can also be a Sentinel. */
    static Path program() {
        return Installed.find(PROGRAM)
                .or(RedisServer::bundled)
                .orElseGet(() -> Installed.missing(PROGRAM, "redis-server"));
    }

    private static Path bundledOrMissing() {
        return bundled().orElseGet(() -> Installed.missing("redis-server 6.2", "none has it"));
    }

    private static Optional<Path> bundled() {
        try {
            return Optional.of(redis.embedded.core.ExecutableProvider.newJarResourceProvider()
                    .get()
                    .toPath());
        } catch (IOException | RuntimeException noneForThisSystem) {
            return Optional.empty();
        }
    }

    @Override
    ServerProcess launch() {
        return ServerProcess.start(command, Map.of(), folder(), "redis.log", () -> "PONG".equals(command("PING")));
    }

    /** Such as 7.0.15. */
    public String version() {
        return info("server").get("redis_version");
    }

    /** What it shows with {@link Options#tls}, and what clients have to trust. */
    public TestCertificate certificate() {
        if (certificate == null) {
            throw new IllegalStateException("started without TLS");
        }
        return certificate;
    }

    /** Says a command as the default user, over a connection of its own; the answer's text, or null for none. */
    public @Nullable String command(String... words) {
        SSLContext tls = certificate == null ? null : certificate.clientContext();
        try (Resp connection = Resp.connect(port(), tls)) {
            if (password != null) {
                connection.call("AUTH", password);
            }
            Object answer = connection.call(words);
            return answer == null ? null : answer.toString();
        }
    }

    /** A section of INFO, by field. */
    public Map<String, String> info(String section) {
        Map<String, String> fields = new TreeMap<>();
        String text = command("INFO", section);
        for (String line : text == null ? new String[0] : text.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1));
            }
        }
        return fields;
    }

    /** Waits until a replica has all that its master had. */
    public void awaitReplication() {
        ServerProcess.await(() -> "up".equals(info("replication").get("master_link_status")));
    }

    /** Waits until a replica of this master has all that it has now. (WAIT would only count what its own connection wrote.) */
    public void awaitReplicas() {
        long written = Long.parseLong(info("replication").get("master_repl_offset"));
        ServerProcess.await(() -> {
            Matcher replica = REPLICA_OFFSET.matcher(info("replication").get("slave0"));
            return replica.find() && Long.parseLong(replica.group(1)) >= written;
        });
    }

    /** How many clients are connected, the one that asks not counted. */
    @Override
    public int clients() {
        return Integer.parseInt(info("clients").get("connected_clients")) - 1;
    }
}
