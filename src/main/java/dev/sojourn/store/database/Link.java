package dev.sojourn.store.database;

import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import jakarta.persistence.PersistenceException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * A connection during one trip. No statement waits for the server beyond the trip's deadline: before each, the connection's network timeout
 * is set to what is left. For one thread.
 */
final class Link {

    private static final Log LOG = Log.of(Link.class);

    private static final Set<String> TRIPS =
            Set.of("prepareStatement", "createStatement", "commit", "rollback", "setAutoCommit");

    private static final int NOT_SUPPORTED = -1;

    private final Connection connection;
    private final Deadline deadline;
    private final int networkTimeout;
    private boolean unknown;
    private boolean usable = true;

    private Link(Connection connection, Deadline deadline, int networkTimeout) {
        this.connection = connection;
        this.deadline = deadline;
        this.networkTimeout = networkTimeout;
    }

    /** The beginning of a trip. */
    static Link of(Connection connection, Deadline deadline) {
        int before = NOT_SUPPORTED;
        try {
            before = connection.getNetworkTimeout();
        } catch (SQLException | AbstractMethodError e) {
            // Then only the deadline of each step holds.
        }
        return new Link(connection, deadline, before);
    }

    /** Something that talks to the database. */
    @FunctionalInterface
    interface Statements<T extends @Nullable Object> {
        T run(Connection connection) throws SQLException;
    }

    /** Statements that stand or fall together. */
    @FunctionalInterface
    interface Transaction<T> {
        /** Null when all shall be as before. */
        @Nullable
        T run(Connection connection) throws SQLException;
    }

    /** Reads without a transaction. */
    <T extends @Nullable Object> T read(Statements<T> statements) {
        try {
            return statements.run(guarded());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Reads rows as entities, without a transaction. */
    <T extends @Nullable Object> T query(SessionFactory unit, Function<StatelessSession, T> query) {
        try (StatelessSession session = unit.withStatelessOptions()
                .connection(PastHibernateException.from(guarded()))
                .openStatelessSession()) {
            return query.apply(session);
        } catch (PastHibernateException e) {
            throw failed(e.failure());
        } catch (PersistenceException e) {
            throw failed(causeOf(e));
        }
    }

    /** Hibernate tells a timeout by an exception of Jakarta Persistence, with its own one below, and all else by its own alone. */
    private static SQLException causeOf(PersistenceException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return new SQLException("a query failed", failure);
    }

    /** One statement that writes, which is its own transaction. */
    <T extends @Nullable Object> T write(Statements<T> statement) {
        try {
            unknown = true;
            T answer = statement.run(guarded());
            unknown = false;
            return answer;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Statements in one transaction, which is rolled back where they answer null. */
    <T> @Nullable T transaction(Transaction<T> statements) {
        try {
            Connection guarded = guarded();
            guarded.setAutoCommit(false);
            T answer = statements.run(guarded);
            if (answer == null) {
                guarded.rollback();
            } else {
                unknown = true;
                guarded.commit();
                unknown = false;
            }
            guarded.setAutoCommit(true);
            return answer;
        } catch (SQLException e) {
            rollBack(e);
            throw failed(e);
        }
    }

    /** The end of a trip: leaves the connection as it was, and lets others have it. Whatever becomes of it, what was done is done. */
    void giveBack() {
        try (connection) {
            if (networkTimeout != NOT_SUPPORTED && usable) {
                connection.setNetworkTimeout(Runnable::run, networkTimeout);
            }
        } catch (SQLException e) {
            LOG.because(e, Message.DATABASE_CONNECTION_KEPT);
        }
    }

    /** Before a statement that is run another time. */
    void arm() throws SQLException {
        int left = deadline.leftMillis();
        if (left < 1) {
            throw new SQLTimeoutException("the operation's time is up");
        }
        if (networkTimeout != NOT_SUPPORTED) {
            connection.setNetworkTimeout(Runnable::run, left);
        }
    }

    private RuntimeException failed(SQLException e) {
        RuntimeException failure = Failures.of(e, unknown);
        usable &= Failures.leavesConnection(failure);
        return failure;
    }

    private void rollBack(SQLException reason) {
        if (!Failures.leavesConnection(Failures.of(reason, unknown))) {
            usable = false;
            return;
        }
        try {
            arm();
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            reason.addSuppressed(e);
            usable = false;
        }
    }

    private Connection guarded() {
        return (Connection) Proxy.newProxyInstance(
                Link.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (TRIPS.contains(method.getName())) {
                        arm();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
