package dev.sojourn.store.database;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Passes on a data source, and notes what is done with it: the first words of each statement that is run, and each commit. */
final class RecordingDataSource implements DataSource {

    private final DataSource target;
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<Thread> users = new CopyOnWriteArrayList<>();

    RecordingDataSource(DataSource target) {
        this.target = target;
    }

    /** What was done since the last call, such as {@code select sojourn_record}. */
    List<String> done() {
        List<String> now = List.copyOf(done);
        done.clear();
        return now;
    }

    /** Who asked for connections. */
    List<Thread> users() {
        return users;
    }

    @Override
    public Connection getConnection() throws SQLException {
        users.add(Thread.currentThread());
        Connection connection = target.getConnection();
        return proxy(
                Connection.class,
                (name, arguments, answer) -> {
                    if (name.equals("commit") || name.equals("rollback")) {
                        done.add(name);
                    }
                    return answer instanceof PreparedStatement statement
                            ? recording(statement, words((String) arguments[0]))
                            : answer;
                },
                connection);
    }

    private PreparedStatement recording(PreparedStatement statement, String words) {
        return proxy(
                PreparedStatement.class,
                (name, arguments, answer) -> {
                    if (name.startsWith("execute")) {
                        done.add(words);
                    }
                    return answer;
                },
                statement);
    }

    private static String words(String sql) {
        String verb = sql.strip().split("\\s+", 2)[0].toLowerCase(java.util.Locale.ROOT);
        String table = sql.contains(HistoryRow.TABLE) ? HistoryRow.TABLE : RecordRow.TABLE;
        return verb + " " + table;
    }

    private interface After {
        Object then(String method, Object[] arguments, Object answer);
    }

    private static <T> T proxy(Class<T> type, After after, T target) {
        return type.cast(Proxy.newProxyInstance(
                RecordingDataSource.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return after.then(method.getName(), arguments, method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLException("asked as nobody in particular only");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return target.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        target.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        target.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return target.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return target.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return target.isWrapperFor(type);
    }
}
