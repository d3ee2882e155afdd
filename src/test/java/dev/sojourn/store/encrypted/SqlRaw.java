package dev.sojourn.store.encrypted;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Both tables of Sojourn, all rows and all columns. */
final class SqlRaw {

    private SqlRaw() {}

    static String of(String url, String user, String password) throws SQLException {
        var all = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            for (String table : new String[] {"sojourn_record", "sojourn_history"}) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int i = 1; i <= columns; i++) {
                            Object value = rows.getObject(i);
                            all.append(
                                            value instanceof byte[] bytes
                                                    ? new String(bytes, StandardCharsets.ISO_8859_1)
                                                    : String.valueOf(value))
                                    .append('\n');
                        }
                    }
                }
            }
        }
        return all.toString();
    }
}
