package dev.sojourn.store.database;

import dev.sojourn.StorageUnavailableException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Opens connections to a URL with the driver itself: DriverManager does not see the drivers of a web application. For a pool, whose thread is
 * kept by an opening for a second or so at most, whatever the server does.
 */
final class OwnConnections {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(1);

    private final Driver driver;
    private final Flavor flavor;
    private final String url;
    private final Properties properties = new Properties();
    private final UrlPasswords passwords;
    private final Duration timeout;
    private final AtomicLong failures = new AtomicLong();

    /**
     * For this URL.
     *
     * @throws StorageUnavailableException when the driver is not there
     */
    OwnConnections(DatabaseOptions.Url source, Flavor flavor, Duration timeout) {
        this.flavor = flavor;
        this.url = source.url();
        this.passwords = UrlPasswords.of(source);
        this.timeout = timeout;
        properties.putAll(flavor.driverProperties(url, LONGEST_ANSWER));
        if (source.username() != null) {
            properties.setProperty("user", source.username());
        }
        if (source.password() != null) {
            properties.setProperty("password", source.password());
        }
        driver = load(flavor.driver());
    }

    /** Drivers register themselves when they are loaded, and would hold the application's classes after its end. */
    private static Driver load(String name) {
        ClassLoader ours = OwnConnections.class.getClassLoader();
        try {
            Set<Driver> before = registered();
            Driver driver = Class.forName(name, true, ours)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
            registered().stream()
                    .filter(one -> one.getClass() == driver.getClass() && !before.contains(one))
                    .forEach(OwnConnections::deregister);
            return driver;
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new StorageUnavailableException("the driver " + name + " is not in the application", e);
        }
    }

    /** Whoever asks DriverManager first has it look for drivers, by the thread's class loader: not the application's, which it would hold. */
    private static Set<Driver> registered() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return DriverManager.drivers().collect(Collectors.toSet());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void deregister(Driver registered) {
        try {
            DriverManager.deregisterDriver(registered);
        } catch (SQLException e) {
            throw new StorageUnavailableException("a driver cannot be deregistered", e);
        }
    }

    /** As Hikari wants it, by a proxy: the interface has much that nobody asks for. */
    DataSource asDataSource() {
        return (DataSource) Proxy.newProxyInstance(
                OwnConnections.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getConnection" -> forHikari();
                    // for so long an opening is waited for at the end
                    case "getLoginTimeout" -> 2 * (int) LONGEST_ANSWER.toSeconds();
                    default -> null;
                });
    }

    private Connection forHikari() throws SQLException {
        try {
            return open();
        } catch (SQLException | RuntimeException e) {
            failures.incrementAndGet();
            // Hikari's one thread that opens connections would try again by itself, after pauses that grow to 5 s, and
            // the next
            // caller would wait for their end. Interrupted it leaves off, and the next caller's is opened at once.
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    /** A new connection, which commits each statement and sees what others have committed. */
    private Connection open() throws SQLException {
        Connection connection = connect();
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

    private Connection connect() throws SQLException {
        Connection connection;
        try {
            connection = driver.connect(url, properties);
        } catch (SQLException e) {
            throw passwords.hiddenIn(e);
        } catch (RuntimeException e) {
            throw passwords.hiddenIn(
                    new SQLNonTransientConnectionException("the driver does not understand the URL", "08001", e));
        }
        if (connection == null) {
            throw new SQLNonTransientConnectionException("the driver does not know the URL", "08001");
        }
        return connection;
    }

    /** How many could not be opened. */
    long failures() {
        return failures.get();
    }
}
