package dev.sojourn.servers;

import java.util.List;

/** A real database server, with one empty database whose owner is {@link #user}. Whatever was committed survives a {@link #kill}. */
public interface SqlServer extends TestServer {

    /** The database's JDBC URL, by way of another port: a proxy's. */
    String url(int throughPort);

    /** The database's JDBC URL. */
    default String url() {
        return url(port());
    }

    /** Who may do everything in that database. */
    default String user() {
        return "sojourn";
    }

    /** That user's password. */
    default String password() {
        return "sojourn-test";
    }

    /** What the server says that it is, such as 18.6. */
    String version();

    /** Ends all other connections and removes all that is in the database. */
    void empty();

    /** Runs statements as the user, each in a transaction of its own. */
    default void execute(String... statements) {
        new Jdbc(url(), user(), password()).execute(statements);
    }

    /** The first column of what a query answers. */
    default List<String> query(String sql) {
        return new Jdbc(url(), user(), password()).query(sql);
    }
}
