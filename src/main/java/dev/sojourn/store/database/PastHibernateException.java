package dev.sojourn.store.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failed statement of a query. Hibernate logs every SQLException that it meets at level ERROR, whoever may expect it, with the server's text
 * and the SQL, and has no setting against it; while a database is down that is each read. The store tells its callers, and its monitor tells
 * the log, once. So what fails in preparing and executing goes past Hibernate as this; all other logging of Hibernate's stays as it is.
 */
final class PastHibernateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SQLException failure;

    private PastHibernateException(SQLException failure) {
        super(failure);
        this.failure = failure;
    }

    SQLException failure() {
        return failure;
    }

    /** The connection to be given to Hibernate for a query. */
    static Connection from(Connection connection) {
        return (Connection) proxy(Connection.class, (proxy, method, arguments) -> {
            if (!method.getName().equals("prepareStatement")) {
                return invoked(connection, method, arguments);
            }
            var statement = (PreparedStatement) Objects.requireNonNull(past(connection, method, arguments));
            return proxy(
                    PreparedStatement.class,
                    (self, called, given) -> called.getName().startsWith("execute")
                            ? past(statement, called, given)
                            : invoked(statement, called, given));
        });
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(PastHibernateException.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static @Nullable Object past(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return invoked(target, method, arguments);
        } catch (SQLException e) {
            throw new PastHibernateException(e);
        }
    }

    private static @Nullable Object invoked(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
