package dev.sojourn.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/** The store's own connections to a URL, pooled by HikariCP. Making one connects to nothing. */
final class Pool implements Connections.Supply {

    /** How long Hikari waits for a connection that cannot be opened: the least that it allows. */
    private static final Duration WAIT = Duration.ofMillis(250);

    private static final Duration LONGEST_CHECK = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofMinutes(5);

    private final OwnConnections source;
    private final HikariDataSource pool;

    Pool(OwnConnections source, int size, Duration timeout) {
        this.source = source;
        var config = new HikariConfig();
        config.setPoolName(Workers.NAME);
        config.setThreadFactory(Workers.threads());
        config.setDataSource(source.asDataSource());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(WAIT.toMillis());
        config.setValidationTimeout(check(timeout).toMillis());
        pool = new HikariDataSource(config);
    }

    /** Leaves time to open another connection, where only the one that is looked at is dead. */
    private static Duration check(Duration timeout) {
        Duration half = timeout.dividedBy(2);
        Duration least = half.compareTo(WAIT) < 0 ? WAIT : half;
        return least.compareTo(LONGEST_CHECK) < 0 ? least : LONGEST_CHECK;
    }

    /** Waits for as long as there is hope: Hikari does not tell whether it is still opening one or could not. */
    @Override
    public Connection get(Deadline deadline) throws SQLException {
        long failures = source.failures();
        while (true) {
            try {
                return pool.getConnection();
            } catch (SQLTransientConnectionException none) {
                if (source.failures() != failures || deadline.leftMillis() < 1) {
                    throw none;
                }
            }
        }
    }

    @Override
    public void doubt() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    @Override
    public void close() {
        pool.close();
    }
}
