package dev.sojourn.store.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The databases that are known, and what differs between them. */
enum Flavor {
    POSTGRESQL("postgresql", "org.postgresql.Driver", "PostgreSQL", 12, 0),
    MARIADB("mariadb", "org.mariadb.jdbc.Driver", "MariaDB", 10, 6),
    H2("h2", "org.h2.Driver", "H2", 2, 2);

    private final String word;
    private final String driver;
    private final String product;
    private final int major;
    private final int minor;

    Flavor(String word, String driver, String product, int major, int minor) {
        this.word = word;
        this.driver = driver;
        this.product = product;
        this.major = major;
        this.minor = minor;
    }

    /** The one whose URLs begin like this, or null. */
    static @Nullable Flavor ofUrl(String url) {
        for (Flavor flavor : values()) {
            if (url.startsWith(flavor.urlBeginning())) {
                return flavor;
            }
        }
        return null;
    }

    /** The one at the other end. */
    static Flavor of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        if (product.contains("mysql")) {
            return MARIADB;
        }
        return Arrays.stream(values())
                .filter(flavor -> product.contains(flavor.word))
                .findAny()
                .orElseThrow(() -> new SchemaException(
                        "the data source's database is " + product + "; known are PostgreSQL, MariaDB, MySQL and H2",
                        null));
    }

    /** How the URLs of all of them begin, for messages. */
    static String urlBeginnings() {
        return Arrays.stream(values()).map(Flavor::urlBeginning).collect(Collectors.joining(", "));
    }

    /** The folder of its DDL. */
    String word() {
        return word;
    }

    String driver() {
        return driver;
    }

    /** What it calls itself. */
    String product() {
        return product;
    }

    /** With {@link #minor}: the earliest version that is known to do. */
    int major() {
        return major;
    }

    int minor() {
        return minor;
    }

    /** Adds a row unless there is one with its key; with a placeholder for each column. */
    String insertUnlessThere(String table, String columns, String values) {
        String insert = "INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ")";
        return this == POSTGRESQL ? insert + " ON CONFLICT DO NOTHING" : insert;
    }

    /**
     * Behind the table of a query that locks: MariaDB rather reads all of a small table, and locks each row that it reads.
     *
     * @param index the one by which the rows are found
     */
    String by(String index) {
        return this == MARIADB ? " FORCE INDEX (" + index + ")" : "";
    }

    /** The largest statement in bytes that the server takes. */
    int packet(Connection connection) throws SQLException {
        if (this != MARIADB) {
            return Integer.MAX_VALUE;
        }
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT @@max_allowed_packet")) {
            return found.next() ? found.getInt(1) : Integer.MAX_VALUE;
        }
    }

    /** Whether the driver tells how many rows each statement of a batch was about. */
    boolean countsBatches() {
        return this == POSTGRESQL;
    }

    /** Said once on each own connection, so that a statement whose caller gave up ends in the server too. */
    List<String> greeting(Duration timeout) {
        long millis = timeout.toMillis();
        long seconds = Math.max(1, (millis + 999) / 1000);
        return switch (this) {
            case POSTGRESQL -> List.of("SET statement_timeout = " + millis);
            // the comment is read by MariaDB only, not by MySQL
            case MARIADB ->
                List.of("SET SESSION innodb_lock_wait_timeout = " + seconds + " /*M! , max_statement_time = " + seconds
                        + " */");
            case H2 -> List.of("SET LOCK_TIMEOUT " + Math.min(millis, 500), "SET QUERY_TIMEOUT " + millis);
        };
    }

    /**
     * What the driver is told beside user and password. A URL's own parameters go before.
     *
     * @param answer for so long, in whole seconds, it waits for each of the server's answers while it connects
     */
    Map<String, String> driverProperties(String url, Duration answer) {
        String millis = String.valueOf(answer.toMillis());
        String seconds = String.valueOf(answer.toSeconds());
        return switch (this) {
            case POSTGRESQL ->
                Map.of(
                        "connectTimeout",
                        seconds,
                        "socketTimeout",
                        seconds,
                        "tcpKeepAlive",
                        "true",
                        "ApplicationName",
                        "sojourn");
            case MARIADB -> Map.of("connectTimeout", millis, "socketTimeout", millis);
            // a database in memory is there as long as connections are: it outlives the moment in which the last one is
            // replaced
            case H2 ->
                url.startsWith("jdbc:h2:mem:") && !url.toUpperCase(Locale.ROOT).contains("DB_CLOSE_DELAY")
                        ? Map.of("DB_CLOSE_DELAY", "10")
                        : Map.of();
        };
    }

    private String urlBeginning() {
        return "jdbc:" + word + ":";
    }
}
