package dev.sojourn.store.database;

import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statements that write rows. Whether a row is as expected is decided by the statement itself, and the number of rows that it was about
 * is the answer. Rows are written in the order of their ids, so that transactions wait for each other in one direction only.
 * Not by Hibernate, which has no conditional insert for all of these databases and logs an expected duplicate as an error.
 */
final class RecordWrites {

    private static final List<String> VALUE_COLUMNS = List.of(
            "realm",
            "kind",
            "version",
            "nonce",
            "keep_until",
            "due_at",
            "application",
            "principal",
            "namespace",
            "end_reason",
            "created_at",
            "last_active_at",
            "expires_at",
            "address",
            "long_texts",
            "body");
    private static final List<String> HISTORY_COLUMNS = List.of(
            "realm",
            "session_key",
            "version",
            "nonce",
            "kind",
            "happened_at",
            "application",
            "principal",
            "namespace",
            "address",
            "end_reason",
            "done_by",
            "long_texts");

    private final Flavor flavor;
    private final Rows rows;

    RecordWrites(Flavor flavor, Rows rows) {
        this.flavor = flavor;
        this.rows = rows;
    }

    /**
     * Does these writes.
     *
     * @param steps each of another row
     * @param now by which a row is over
     * @param allOrNone whether to give up at the first that cannot be done; the caller rolls back
     * @return those of them that were done
     */
    Set<Step> write(Link link, Connection connection, List<Step> steps, long now, boolean allOrNone)
            throws SQLException {
        Set<Step> done = new HashSet<>();
        List<Step> left = new ArrayList<>(steps);
        left.sort(Comparator.comparing(step -> step.row().id));
        while (!left.isEmpty()) {
            List<Step> run = run(left);
            int[] counts = run.get(0).inserts() ? insert(link, connection, run) : update(link, connection, run, now);
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 1) {
                    done.add(run.get(i));
                } else if (allOrNone) {
                    return done;
                }
            }
            left = left.subList(run.size(), left.size());
        }
        return done;
    }

    /** The first ones that are of one kind, and so can go to the database together. */
    private static List<Step> run(List<Step> sorted) {
        boolean inserts = sorted.get(0).inserts();
        int length = 1;
        while (length < sorted.size() && sorted.get(length).inserts() == inserts) {
            length++;
        }
        return sorted.subList(0, length);
    }

    /** Adds what was written to the history, unless it is there. */
    void addHistory(Link link, Connection connection, List<StoredRecord> written) throws SQLException {
        addRows(
                link,
                connection,
                written.stream().map(rows::history).filter(Objects::nonNull).toList());
    }

    /** The same for rows of the history. */
    void addRows(Link link, Connection connection, List<HistoryRow> added) throws SQLException {
        List<HistoryRow> entries = added.stream()
                .sorted(Comparator.comparing((HistoryRow row) -> row.sessionKey)
                        .thenComparing(row -> row.version)
                        .thenComparing(row -> row.nonce))
                .toList();
        if (entries.isEmpty()) {
            return;
        }
        String sql = flavor.insertUnlessThere(
                HistoryRow.TABLE, String.join(", ", HISTORY_COLUMNS), placeholders(HISTORY_COLUMNS.size()));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int[] unused = each(link, statement, entries, RecordWrites::bindHistory);
        }
    }

    private int[] insert(Link link, Connection connection, List<Step> steps) throws SQLException {
        String columns = "id, " + String.join(", ", VALUE_COLUMNS);
        String sql = flavor.insertUnlessThere(RecordRow.TABLE, columns, placeholders(1 + VALUE_COLUMNS.size()));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return each(link, statement, steps, (to, step) -> {
                to.setString(1, step.row().id);
                int unused = bindValues(to, 2, step.row());
            });
        }
    }

    private int[] update(Link link, Connection connection, List<Step> steps, long now) throws SQLException {
        String sql = "UPDATE " + RecordRow.TABLE + " SET " + String.join(" = ?, ", VALUE_COLUMNS)
                + " = ? WHERE id = ? AND version = ? AND nonce = ? AND keep_until >= ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return each(link, statement, steps, (to, step) -> {
                int next = bindValues(to, 1, step.row());
                Version expected = Objects.requireNonNull(step.expected());
                to.setString(next, step.row().id);
                to.setLong(next + 1, expected.number());
                to.setLong(next + 2, expected.nonce());
                to.setLong(next + 3, step.overToo() ? Long.MIN_VALUE : now + 1);
            });
        }
    }

    /** Sets the parameters of a statement for one of many. */
    private interface Binding<T> {
        void bind(PreparedStatement statement, T one) throws SQLException;
    }

    private <T> int[] each(Link link, PreparedStatement statement, List<T> all, Binding<T> binding)
            throws SQLException {
        if (all.size() > 1 && flavor.countsBatches()) {
            for (T one : all) {
                binding.bind(statement, one);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
        int[] counts = new int[all.size()];
        for (int i = 0; i < counts.length; i++) {
            binding.bind(statement, all.get(i));
            if (i > 0) {
                link.arm();
            }
            counts[i] = count(statement);
        }
        return counts;
    }

    private static int count(PreparedStatement statement) throws SQLException {
        try {
            return statement.executeUpdate();
        } catch (SQLException e) {
            if (Failures.isDuplicate(e)) {
                return 0;
            }
            throw e;
        }
    }

    private static int bindValues(PreparedStatement to, int first, RecordRow row) throws SQLException {
        int at = first;
        to.setString(at++, row.realm);
        to.setString(at++, row.kind);
        to.setLong(at++, row.version);
        to.setLong(at++, row.nonce);
        to.setLong(at++, row.keepUntil);
        to.setLong(at++, row.dueAt);
        to.setString(at++, row.application);
        to.setString(at++, row.principal);
        to.setString(at++, row.namespace);
        to.setString(at++, row.endReason);
        number(to, at++, row.createdAt);
        number(to, at++, row.lastActiveAt);
        number(to, at++, row.expiresAt);
        to.setString(at++, row.address);
        to.setBytes(at++, row.longTexts);
        to.setBytes(at++, row.body);
        return at;
    }

    private static void bindHistory(PreparedStatement to, HistoryRow row) throws SQLException {
        to.setString(1, row.realm);
        to.setString(2, row.sessionKey);
        to.setLong(3, row.version);
        to.setLong(4, row.nonce);
        to.setString(5, row.kind);
        to.setLong(6, row.happenedAt);
        to.setString(7, row.application);
        to.setString(8, row.principal);
        to.setString(9, row.namespace);
        to.setString(10, row.address);
        to.setString(11, row.endReason);
        to.setString(12, row.doneBy);
        to.setBytes(13, row.longTexts);
    }

    private static void number(PreparedStatement to, int at, @Nullable Long value) throws SQLException {
        if (value == null) {
            to.setNull(at, Types.BIGINT);
        } else {
            to.setLong(at, value);
        }
    }

    /** So many, for parameters. */
    static String placeholders(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
