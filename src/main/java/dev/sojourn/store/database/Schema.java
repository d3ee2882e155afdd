package dev.sojourn.store.database;

import dev.sojourn.store.guard.RefusedException;
import jakarta.persistence.Column;
import jakarta.persistence.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one database. The files that make them are the same that an operator runs by hand or by Flyway; each file's last
 * statement notes its version in {@code sojourn_schema}, so that whoever ran them leaves the same trace.
 */
final class Schema {

    /** The versions of the files, the latest last. */
    private static final int LATEST = 1;

    private static final Map<Class<?>, Set<JDBCType>> TYPES = Map.of(
            String.class,
            Set.of(JDBCType.VARCHAR, JDBCType.NVARCHAR, JDBCType.CHAR, JDBCType.LONGVARCHAR),
            long.class,
            Set.of(JDBCType.BIGINT),
            Long.class,
            Set.of(JDBCType.BIGINT),
            byte[].class,
            Set.of(JDBCType.BINARY, JDBCType.VARBINARY, JDBCType.LONGVARBINARY, JDBCType.BLOB));

    private final Flavor flavor;
    private final SchemaMode mode;

    Schema(Flavor flavor, SchemaMode mode) {
        this.flavor = flavor;
        this.mode = mode;
    }

    /**
     * Does what the mode says.
     *
     * @throws SchemaException when the tables are not right and must not be changed, or could not be
     */
    void prepare(Connection connection) throws SQLException {
        if (mode == SchemaMode.NONE) {
            return;
        }
        long there = version(connection);
        boolean make = mode == SchemaMode.UPDATE || (mode == SchemaMode.CREATE && there == 0);
        for (long next = there + 1; make && next <= LATEST; next++) {
            run(connection, "V" + next + "__sojourn.sql");
        }
        for (Class<?> entity : List.of(RecordRow.class, HistoryRow.class)) {
            check(connection, entity);
        }
    }

    /** The statements of a file. */
    static List<String> statements(Flavor flavor, String file) {
        String path = "/dev/sojourn/database/" + flavor.word() + "/" + file;
        try (InputStream in = Objects.requireNonNull(Schema.class.getResourceAsStream(path), path)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            return Arrays.stream(text.split(";"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version of the tables; 0 where there are none. */
    private static long version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT MAX(version) FROM sojourn_schema")) {
            return found.next() ? found.getLong(1) : 0;
        } catch (SQLException e) {
            if (isAnswer(e)) {
                return 0;
            }
            throw e;
        }
    }

    private void run(Connection connection, String file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements(flavor, file)) {
                execute(statement, sql);
            }
        } catch (SQLException e) {
            if (isAnswer(e)) {
                throw error("cannot make the tables with " + path(file), e);
            }
            throw e;
        }
    }

    /** Two nodes may do this at once; the second one's statement then fails, or waits and finds it done. */
    private static void execute(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException first) {
            try {
                statement.execute(sql);
            } catch (SQLException second) {
                second.addSuppressed(first);
                throw second;
            }
        }
    }

    private void check(Connection connection, Class<?> entity) throws SQLException {
        String table = entity.getAnnotation(Table.class).name();
        Map<String, JDBCType> columns = columns(connection, table);
        for (Field field : entity.getDeclaredFields()) {
            Column column = field.getAnnotation(Column.class);
            if (column == null) {
                continue;
            }
            JDBCType type = columns.get(column.name());
            if (type == null) {
                throw error("table " + table + " has no column " + column.name(), null);
            }
            Set<JDBCType> allowed = TYPES.getOrDefault(field.getType(), Set.of());
            if (!allowed.contains(type)) {
                throw error("column " + column.name() + " of table " + table + " is of type " + type, null);
            }
        }
    }

    private Map<String, JDBCType> columns(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet nothing = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            ResultSetMetaData data = nothing.getMetaData();
            Map<String, JDBCType> columns = new HashMap<>();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                columns.put(data.getColumnName(i).toLowerCase(Locale.ROOT), JDBCType.valueOf(data.getColumnType(i)));
            }
            return columns;
        } catch (SQLException e) {
            if (isAnswer(e)) {
                throw error("there is no table " + table + " that the user may read", e);
            }
            throw e;
        }
    }

    /** Whether the database said this, rather than nothing. */
    private static boolean isAnswer(SQLException e) {
        return Failures.of(e, false) instanceof RefusedException;
    }

    private SchemaException error(String what, @Nullable SQLException cause) {
        return new SchemaException(
                "the database is not as this release of Sojourn needs it: " + what + " (sojourn.database.schema is "
                        + mode.code() + "; " + SchemaMode.allowed() + "). Run " + path("V" + LATEST + "__sojourn.sql")
                        + " and those before it, or let Sojourn do it with update.",
                cause);
    }

    private String path(String file) {
        return "dev/sojourn/database/" + flavor.word() + "/" + file;
    }
}
