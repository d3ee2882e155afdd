package dev.sojourn.store.database;

import dev.sojourn.StorageUnavailableException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens connections to a URL with the driver itself: DriverManager does not see the drivers of a web application. */
final class OwnConnections {

    private final Driver driver;
    private final Flavor flavor;
    private final String url;
    private final Properties properties = new Properties();
    private final Duration timeout;

    /**
     * For this URL.
     *
     * @throws StorageUnavailableException when the driver is not there
     */
    OwnConnections(DatabaseOptions.Url source, Flavor flavor, Duration timeout) {
        this.flavor = flavor;
        this.url = source.url();
        this.timeout = timeout;
        properties.putAll(flavor.driverProperties(url, timeout));
        if (source.username() != null) {
            properties.setProperty("user", source.username());
        }
        if (source.password() != null) {
            properties.setProperty("password", source.password());
        }
        try {
            Set<Driver> before = DriverManager.drivers().collect(Collectors.toSet());
            driver = Class.forName(flavor.driver(), true, OwnConnections.class.getClassLoader())
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
            forget(before);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new StorageUnavailableException("the driver " + flavor.driver() + " is not in the application", e);
        }
    }

    /** Drivers register themselves when they are loaded, and would hold the application's classes after its end. */
    private void forget(Set<Driver> before) {
        DriverManager.drivers()
                .filter(registered -> registered.getClass() == driver.getClass() && !before.contains(registered))
                .forEach(OwnConnections::deregister);
    }

    private static void deregister(Driver registered) {
        try {
            DriverManager.deregisterDriver(registered);
        } catch (SQLException e) {
            throw new StorageUnavailableException("a driver cannot be deregistered", e);
        }
    }

    /** A new connection, which commits each statement and sees what others have committed. */
    Connection open() throws SQLException {
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLNonTransientConnectionException("the driver does not know the URL", "08001");
        }
        try (Statement statement = connection.createStatement()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            for (String sql : flavor.greeting(timeout)) {
                statement.execute(sql);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
