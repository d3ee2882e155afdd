package dev.sojourn.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A MariaDB of its own, from the machine's programs. What it acknowledged is on disk. */
public final class MariaDbServer extends LocalServer implements SqlServer {

    private static final String PROGRAM = "mariadbd";
    private static final String DEBIAN = "mariadb-server";
    private static final String ADMIN = "admin";
    private static final String DATABASE = "sojourn";

    /** Of the kernel's asynchronous I/O there is only so much for all servers of a machine together. */
    private static final String NO_NATIVE_AIO = "--innodb-use-native-aio=0";

    private static @Nullable MariaDbServer shared;

    private final List<String> command;

    private MariaDbServer(List<String> arguments) {
        super(Folder.create("mariadb"), Ports.free());
        Path program = Installed.require(PROGRAM, DEBIAN);
        Path install = Installed.require("mariadb-install-db", DEBIAN);
        // Without mariadb-install-db's user option the files belong to whoever runs the test, as the server does.
        ServerProcess.run(
                List.of(
                        install.toString(),
                        "--no-defaults",
                        "--datadir=" + folder().file("data"),
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        NO_NATIVE_AIO),
                folder(),
                "install.log");
        command = new ArrayList<>(List.of(
                program.toString(),
                "--no-defaults",
                "--datadir=" + folder().file("data"),
                "--socket=" + folder().file("socket"),
                "--pid-file=" + folder().file("pid"),
                "--bind-address=127.0.0.1",
                "--port=" + port(),
                "--skip-name-resolve",
                NO_NATIVE_AIO,
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-buffer-pool-size=32M",
                "--init-file=" + folder().write("init.sql", accounts())));
        if (Installed.asRoot()) {
            command.add("--user=root");
        }
        command.addAll(arguments);
        begin();
    }

    /** The server for all tests of this JVM, emptied. Nobody closes, freezes or kills it. */
    public static synchronized MariaDbServer shared() {
        if (shared == null) {
            shared = start();
        }
        shared.empty();
        return shared;
    }

    /** One with the settings of a careful installation; without the program the test is skipped, or fails in CI. */
    public static MariaDbServer start(String... arguments) {
        return new MariaDbServer(List.of(arguments));
    }

    private List<String> accounts() {
        return List.of(
                "CREATE USER IF NOT EXISTS '" + ADMIN + "'@'127.0.0.1' IDENTIFIED BY '" + password() + "';",
                "GRANT ALL ON *.* TO '" + ADMIN + "'@'127.0.0.1' WITH GRANT OPTION;",
                "CREATE DATABASE IF NOT EXISTS " + DATABASE + " CHARACTER SET utf8mb4;",
                "CREATE USER IF NOT EXISTS '" + user() + "'@'127.0.0.1' IDENTIFIED BY '" + password() + "';",
                "GRANT ALL ON " + DATABASE + ".* TO '" + user() + "'@'127.0.0.1';");
    }

    @Override
    ServerProcess launch() {
        return ServerProcess.start(
                command,
                Map.of(),
                folder(),
                "mariadb.log",
                () -> !query("SELECT 1").isEmpty());
    }

    @Override
    public String url(int throughPort) {
        return "jdbc:mariadb://127.0.0.1:" + throughPort + "/" + DATABASE;
    }

    private Jdbc admin() {
        return new Jdbc("jdbc:mariadb://127.0.0.1:" + port() + "/", ADMIN, password());
    }

    /** Such as 10.11.19-MariaDB. */
    @Override
    public String version() {
        return query("SELECT SUBSTRING_INDEX(VERSION(), '-', 1)").get(0);
    }

    @Override
    public int clients() {
        String others = "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = '" + user() + "'";
        return Integer.parseInt(admin().query(others).get(0));
    }

    @Override
    public void empty() {
        admin().execute(
                        "KILL USER " + user(),
                        "DROP DATABASE " + DATABASE,
                        "CREATE DATABASE " + DATABASE + " CHARACTER SET utf8mb4");
    }
}
