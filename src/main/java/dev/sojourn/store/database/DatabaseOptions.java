package dev.sojourn.store.database;

import java.time.Duration;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code database} store must know.
 *
 * @param source where its connections come from
 * @param poolSize the greatest number of connections in use at once, 1 to {@value #MOST_CONNECTIONS}; also of a given data source
 * @param timeout of one operation, however many trips it takes: 10 ms to 10 minutes
 * @param schema what is done about the tables at the first connection
 * @param prefix of every key, so that several may share the tables: 1 to 64 visible ASCII characters
 */
public record DatabaseOptions(Source source, int poolSize, Duration timeout, SchemaMode schema, String prefix) {

    private static final int MOST_CONNECTIONS = 1000;
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Pattern PREFIX = Pattern.compile("[!-~]{1,64}");

    /** Checks the numbers and the prefix. */
    public DatabaseOptions {
        if (poolSize < 1 || poolSize > MOST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "sojourn.database.pool-size is 1 to " + MOST_CONNECTIONS + ", not " + poolSize);
        }
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("sojourn.database.timeout is PT0.01S to PT10M, not " + timeout);
        }
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "sojourn.prefix is 1 to 64 visible ASCII characters, not '" + prefix + "'");
        }
    }

    /** Where connections come from. */
    public sealed interface Source permits Given, Url {}

    /**
     * A data source of the server or the application. It is used and never closed. Each operation is done outside any transaction of its
     * caller, on a thread of the store's own.
     */
    public record Given(DataSource dataSource) implements Source {}

    /**
     * A database that the store connects to itself, with a pool of its own.
     *
     * @param url of JDBC, beginning with {@code jdbc:postgresql:}, {@code jdbc:mariadb:} or {@code jdbc:h2:}
     * @param username null when the URL tells it, or none is needed
     * @param password null when the URL tells it, or none is needed
     */
    public record Url(
            String url, @Nullable String username, @Nullable String password) implements Source {

        /** Checks the URL's beginning. */
        public Url {
            if (Flavor.ofUrl(url) == null) {
                throw new IllegalArgumentException("sojourn.database.url begins with " + Flavor.urlBeginnings()
                        + ", not '" + url.substring(0, Math.min(url.length(), 16)) + "'");
            }
        }

        /** Without the password, and without the URL's parameters, which may tell one. */
        @Override
        public String toString() {
            return "Url[" + url.split("[?;]", 2)[0].replaceAll("//[^/]*@", "//***@") + ", username=" + username
                    + ", password=" + (password == null ? "none" : "***") + "]";
        }
    }
}
