package dev.sojourn.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of its own, from a test dependency. What it acknowledged is on disk. */
public final class PostgresServer extends LocalServer implements SqlServer {

    private static final String ADMIN = "postgres";
    private static final String DATABASE = "sojourn";
    private static @Nullable PostgresServer shared;

    private final List<String> command;

    private PostgresServer(Map<String, String> settings) {
        super(Folder.create("postgres"), Ports.free());
        Path data = folder().file("data");
        command = command(install(data, folder()), data, port(), settings);
        begin();
        try {
            admin(ADMIN).execute("CREATE ROLE " + user() + " LOGIN PASSWORD '" + password() + "'");
            admin(ADMIN).execute("CREATE DATABASE " + DATABASE + " OWNER " + user());
        } catch (RuntimeException notReady) {
            close();
            throw notReady;
        }
    }

    /** The server for all tests of this JVM, emptied. Nobody closes, freezes or kills it. */
    public static synchronized PostgresServer shared() {
        if (shared == null) {
            shared = start();
        }
        shared.empty();
        return shared;
    }

    /** One with the settings of a careful installation: every commit is on disk before it is acknowledged. */
    public static PostgresServer start() {
        return start(Map.of());
    }

    /** The same with further settings, as in postgresql.conf. */
    public static PostgresServer start(Map<String, String> settings) {
        return new PostgresServer(settings);
    }

    /** The library unpacks the programs, makes the data folder, and shows by a first start where both are. */
    private static Path install(Path data, Folder folder) {
        Redirect log = Redirect.appendTo(folder.file("install.log").toFile());
        try (EmbeddedPostgres first = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setDataDirectoryCustomizer(PostgresServer::askForPasswords)
                .start()) {
            long postmaster = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
            return Path.of(ProcessHandle.of(postmaster)
                    .flatMap(process -> process.info().command())
                    .orElseThrow());
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("PostgreSQL did not start:\n" + folder.tail("install.log"), e);
        }
    }

    private static List<String> command(Path program, Path data, int port, Map<String, String> settings) {
        // It refuses to run as root; in a namespace of its own it is nobody.
        List<String> command = new ArrayList<>(Installed.asRoot() ? List.of("unshare", "-U") : List.of());
        command.addAll(List.of(program.toString(), "-D", data.toString(), "-p", Integer.toString(port)));
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "fsync", "on",
                "synchronous_commit", "on",
                "full_page_writes", "on",
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "shared_buffers", "32MB",
                "timezone", "UTC"));
        all.putAll(settings);
        all.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    @Override
    ServerProcess launch() {
        return ServerProcess.start(
                command,
                Map.of(),
                folder(),
                "postgres.log",
                () -> !admin(ADMIN).query("SELECT 1").isEmpty());
    }

    /** The administrator is trusted, because the library that starts the server is; everybody else shows a password. */
    private static void askForPasswords(File data) {
        try {
            Files.write(
                    data.toPath().resolve("pg_hba.conf"),
                    List.of("host all " + ADMIN + " 127.0.0.1/32 trust", "host all all 127.0.0.1/32 scram-sha-256"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Jdbc admin(String database) {
        return new Jdbc("jdbc:postgresql://127.0.0.1:" + port() + "/" + database, ADMIN, "");
    }

    @Override
    public String url(int throughPort) {
        return "jdbc:postgresql://127.0.0.1:" + throughPort + "/" + DATABASE;
    }

    /** Such as 18.6. */
    @Override
    public String version() {
        return query("SHOW server_version").get(0);
    }

    @Override
    public int clients() {
        String others = "SELECT count(*) FROM pg_stat_activity WHERE usename = '" + user() + "'";
        return Integer.parseInt(admin(ADMIN).query(others).get(0));
    }

    /** Runs statements as the administrator of the server. */
    public void administer(String... statements) {
        admin(DATABASE).execute(statements);
    }

    @Override
    public void empty() {
        admin(DATABASE)
                .execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + user() + "'",
                        "DROP SCHEMA public CASCADE",
                        "CREATE SCHEMA public AUTHORIZATION " + user());
    }
}
