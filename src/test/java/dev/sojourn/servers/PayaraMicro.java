package dev.sojourn.servers;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A Payara Micro with several applications, which under Arquillian it cannot have. The context path of each is the name of its file. Needs the
 * system property {@code payara.jar}.
 */
public final class PayaraMicro implements AutoCloseable {

    private static final String LOG = "payara.log";
    private static final Duration START = Duration.ofMinutes(2);

    private final Folder folder;
    private final int port;
    private final ServerProcess process;

    private PayaraMicro(Folder folder, int port, ServerProcess process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts one, in the profile {@code dev}.
     *
     * @param ready a path that answers 200 once all is deployed
     */
    public static PayaraMicro start(List<Path> wars, String ready) {
        return start("dev", wars, ready);
    }

    /** Starts one in this profile of the configuration. */
    public static PayaraMicro start(String profile, List<Path> wars, String ready) {
        Folder folder = Folder.create("payara");
        int port = Ports.free();
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Dmp.config.profile=" + profile,
                "-jar",
                Path.of(System.getProperty("payara.jar")).toAbsolutePath().toString(),
                // alone: with the nocluster switch beside it, port 6900 is open on every interface
                "--nohazelcast",
                "--prebootcommandfile",
                Path.of("build/payara-loopback.txt").toAbsolutePath().toString(),
                "--port",
                Integer.toString(port)));
        wars.forEach(war -> command.addAll(List.of("--deploy", war.toString())));
        ServerProcess process;
        try {
            process = ServerProcess.start(command, Map.of(), folder, LOG, () -> true);
        } catch (RuntimeException notStarted) {
            folder.close();
            throw notStarted;
        }
        PayaraMicro started = new PayaraMicro(folder, port, process);
        try {
            Awaitility.await().atMost(START).until(() -> Ports.serves(port, ready));
            return started;
        } catch (RuntimeException notReady) {
            String log = folder.tail(LOG);
            started.close();
            throw new IllegalStateException("Payara Micro did not deploy " + wars + ":\n" + log, notReady);
        }
    }

    /** Where it answers. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
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
}
