package dev.sojourn.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A WildFly with another configuration than the one that the tests share. Needs the system property {@code wildfly.home}. */
public final class WildFly implements AutoCloseable {

    private static final String LOG = "wildfly.log";
    private static final Duration START = Duration.ofMinutes(2);

    private final Folder folder;
    private final int port;
    private final int management;
    private final ServerProcess process;

    private WildFly(Folder folder, int port, int management, ServerProcess process) {
        this.folder = folder;
        this.port = port;
        this.management = management;
        this.process = process;
    }

    /**
     * Starts one in the profile {@code dev} with a copy of the server's own files, and nothing added to them but the WAR.
     *
     * @param configuration for example {@code standalone-microprofile.xml}
     * @param ready a path that answers 200 once the WAR is deployed
     */
    public static WildFly start(String configuration, Path war, String ready) {
        Path home = Path.of(System.getProperty("wildfly.home")).toAbsolutePath();
        Folder folder = Folder.create("wildfly");
        int port = Ports.free();
        int management = Ports.free();
        ServerProcess process;
        try {
            Path base = folder.file("standalone");
            copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
            Path deployments = Files.createDirectories(base.resolve("deployments"));
            Files.copy(war, deployments.resolve("ROOT.war"));
            List<String> command = List.of(
                    "sh",
                    home.resolve("bin/standalone.sh").toString(),
                    "--server-config=" + configuration,
                    "-Dmp.config.profile=dev",
                    "-Djboss.server.base.dir=" + base,
                    "-Djboss.http.port=" + port,
                    "-Djboss.https.port=" + Ports.free(),
                    "-Djboss.management.http.port=" + management);
            process = ServerProcess.start(command, Map.of(), folder, LOG, () -> true);
        } catch (IOException e) {
            folder.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException notStarted) {
            folder.close();
            throw notStarted;
        }
        WildFly started = new WildFly(folder, port, management, process);
        try {
            Awaitility.await().atMost(START).until(() -> Ports.serves(port, ready));
            return started;
        } catch (RuntimeException notReady) {
            String log = folder.tail(LOG);
            started.close();
            throw new IllegalStateException("WildFly did not deploy " + war + ":\n" + log, notReady);
        }
    }

    /** Where applications answer. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Where the server itself answers. */
    public URI management() {
        return URI.create("http://127.0.0.1:" + management + "/");
    }

    /** All that it logged so far. */
    public String log() {
        return folder.text(LOG);
    }

    @Override
    public void close() {
        process.close();
        folder.close();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, Files.createDirectories(to.getParent()).resolve(to.resolve(from.relativize(file))));
            }
        }
    }
}
