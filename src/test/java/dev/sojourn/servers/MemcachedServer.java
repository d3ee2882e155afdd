package dev.sojourn.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A Memcached of its own, which forgets everything when it is killed. The methods are for one thread, the server is for all. */
public final class MemcachedServer extends LocalServer {

    private static final String PROGRAM = "memcached";
    private static @Nullable MemcachedServer shared;

    private final List<String> command;
    private final Map<String, String> environment;

    private MemcachedServer(Options options) {
        super(Folder.create("memcached"), Ports.free());
        command = options.command(Installed.require(PROGRAM, "memcached"), port());
        environment = options.environment(folder());
        begin();
    }

    /** The server for all tests of this JVM, emptied. Nobody closes, freezes or kills it. */
    public static synchronized MemcachedServer shared() {
        if (shared == null) {
            shared = start();
        }
        shared.flush();
        return shared;
    }

    /** A plain one. */
    public static MemcachedServer start() {
        return with().start();
    }

    /** One with options. */
    public static Options with() {
        return new Options();
    }

    /** What is not the default. */
    public static final class Options {

        private final List<String> arguments = new ArrayList<>();
        private @Nullable String user;
        private @Nullable String password;

        private Options() {}

        /** Arguments as on its command line: {@code "-m", "16"}. */
        public Options arguments(String... more) {
            arguments.addAll(List.of(more));
            return this;
        }

        /**
         * Who may talk to it, by SASL (PLAIN), which is only in the binary protocol. Its users belong to a realm, the machine's name: clients
         * connect to {@code localhost}.
         */
        public Options user(String name, String secret) {
            user = name;
            password = secret;
            return this;
        }

        /** Starts it. Without the program the test is skipped, or fails in CI. */
        public MemcachedServer start() {
            return new MemcachedServer(this);
        }

        private List<String> command(Path program, int port) {
            List<String> command = new ArrayList<>(
                    List.of(program.toString(), "-l", "127.0.0.1", "-p", Integer.toString(port), "-U", "0"));
            if (Installed.asRoot()) {
                command.addAll(List.of("-u", "nobody"));
            }
            if (user != null) {
                command.addAll(List.of("-S", "-B", "binary"));
            }
            command.addAll(arguments);
            return command;
        }

        private Map<String, String> environment(Folder folder) {
            return user == null || password == null ? Map.of() : Sasl.configure(folder, user, password);
        }
    }

    @Override
    ServerProcess launch() {
        return ServerProcess.start(command, environment, folder(), "memcached.log", () -> Ports.answers(port()));
    }

    /** Such as 1.6.18. */
    public String version() {
        return talk("version").get(0).replace("VERSION ", "");
    }

    /** Its statistics, by name. Not with a user: the text protocol is off then. */
    public Map<String, String> statistics() {
        Map<String, String> statistics = new TreeMap<>();
        for (String line : talk("stats")) {
            String[] words = line.split(" ", 3);
            if (words.length == 3) {
                statistics.put(words[1], words[2]);
            }
        }
        return statistics;
    }

    /** How many clients are connected, the one that asks not counted. */
    @Override
    public int clients() {
        return Integer.parseInt(statistics().get("curr_connections")) - 1;
    }

    /** Forgets everything. Not with a user. */
    public void flush() {
        talk("flush_all");
    }

    /** Says a line of the text protocol over a connection of its own; the answer up to its last line. */
    private List<String> talk(String line) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.LOOPBACK, port()), 5000);
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            List<String> answer = new ArrayList<>();
            String read = in.readLine();
            while (read != null && read.startsWith("STAT ")) {
                answer.add(read);
                read = in.readLine();
            }
            answer.add(String.valueOf(read));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
