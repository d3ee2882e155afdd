package dev.sojourn.store.database;

import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.History;
import dev.sojourn.store.HistoryEntry;
import dev.sojourn.store.HistoryFilter;
import dev.sojourn.store.HistoryPage;
import dev.sojourn.store.HistoryTail;
import dev.sojourn.store.database.HistoryQueries.Place;
import dev.sojourn.store.database.Rows.UnreadableRowException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The history: written by {@link RecordWrites}, read and pruned here. */
final class DatabaseHistory implements History, HistoryTail {

    private static final Log LOG = Log.of(DatabaseHistory.class);

    /** One transaction removes no more than this, however many are asked for. */
    private static final int MOST_FORGOTTEN = 500;

    /** How much longer than an operation the server may take to notice that its client gave a transaction up. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(5);

    private final Database database;
    private final Rows rows;
    private final HistoryQueries queries;
    private final Duration timeout;

    /**
     * Of these tables.
     *
     * @param timeout of one operation
     */
    DatabaseHistory(Database database, Rows rows, Duration timeout) {
        this.database = database;
        this.rows = rows;
        this.queries = new HistoryQueries(rows);
        this.timeout = timeout;
    }

    @Override
    public long latest() {
        return database.trip((link, to) -> link.query(to.unit(), HistoryQueries::latest));
    }

    @Override
    public List<Numbered> after(long number, int limit) {
        requirePositive(limit);
        List<HistoryRow> found =
                database.trip((link, to) -> link.query(to.unit(), session -> queries.after(session, number, limit)));
        return found.stream().map(row -> new Numbered(row.id, entry(row))).toList();
    }

    @Override
    public Duration settling() {
        return timeout.plus(GIVEN_UP);
    }

    @Override
    public HistoryPage history(HistoryFilter filter, @Nullable String cursor, int limit) {
        requirePositive(limit);
        Place first = cursor == null ? null : Cursors.historyPlace(cursor);
        // one more than asked for, which tells whether there is a next page
        int most = limit < Integer.MAX_VALUE ? limit + 1 : limit;
        List<HistoryRow> found = database.trip(
                (link, to) -> link.query(to.unit(), session -> queries.page(session, filter, first, most)));
        boolean more = found.size() > limit;
        List<HistoryRow> page = more ? found.subList(0, limit) : found;
        return new HistoryPage(entries(page), more ? Cursors.of(Place.of(page.get(limit - 1))) : null);
    }

    @Override
    public void note(HistoryEntry entry) {
        HistoryRow row = rows.history(entry);
        Boolean unused = database.trip((link, to) -> Objects.requireNonNull(link.transaction(connection -> {
            new RecordWrites(to.flavor(), rows).addRows(link, connection, List.of(row));
            return true;
        })));
    }

    @Override
    public int forget(Instant before, int limit) {
        requirePositive(limit);
        return database.operation(() -> {
            int forgotten = 0;
            int last;
            int batch;
            do {
                batch = Math.min(limit - forgotten, MOST_FORGOTTEN);
                last = forgetBatch(Rows.millis(before), batch);
                forgotten += last;
            } while (last == batch && forgotten < limit);
            return forgotten;
        });
    }

    @Override
    public int forget(String principal, Set<String> applications, int limit) {
        requirePositive(limit);
        if (applications.isEmpty()) {
            return 0;
        }
        int batch = Math.min(limit, MOST_FORGOTTEN);
        return database.operation(() -> {
            int forgotten = 0;
            int last;
            int most;
            do {
                most = Math.min(limit - forgotten, batch);
                int number = most;
                last = database.trip((link, to) -> Objects.requireNonNull(link.transaction(connection -> {
                    List<Long> ids = ofPrincipal(connection, principal, applications, number);
                    return ids.isEmpty() ? Integer.valueOf(0) : Integer.valueOf(remove(connection, ids));
                })));
                forgotten += last;
            } while (last == most && forgotten < limit);
            return forgotten;
        });
    }

    /** Those from before the principal signed in come first: they are known by the others, which therefore have to stay as long. */
    private List<Long> ofPrincipal(Connection connection, String principal, Set<String> applications, int batch)
            throws SQLException {
        List<String> names = applications.stream()
                .map(Texts::name)
                .map(Objects::requireNonNull)
                .toList();
        String in = " AND application IN (" + String.join(", ", Collections.nCopies(names.size(), "?")) + ")";
        String sql =
                "SELECT id FROM " + HistoryRow.TABLE + " WHERE realm = ? AND (principal = ? OR principal IS NULL)" + in
                        + " AND session_key IN (SELECT session_key FROM " + HistoryRow.TABLE
                        + " WHERE realm = ? AND principal = ?" + in + ")"
                        + " ORDER BY CASE WHEN principal IS NULL THEN 0 ELSE 1 END, id LIMIT ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int at = 1;
            for (int i = 0; i < 2; i++) {
                statement.setString(at++, rows.realm());
                statement.setString(at++, Texts.name(principal));
                for (String name : names) {
                    statement.setString(at++, name);
                }
            }
            statement.setInt(at, batch);
            return ids(statement);
        }
    }

    private static List<Long> ids(PreparedStatement statement) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                ids.add(found.getLong(1));
            }
        }
        return ids;
    }

    private List<HistoryEntry> entries(List<HistoryRow> page) {
        List<HistoryEntry> entries = new ArrayList<>();
        for (HistoryRow row : page) {
            HistoryEntry entry = entry(row);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** Null for one of another prefix, and for one that cannot be read. */
    private @Nullable HistoryEntry entry(HistoryRow row) {
        if (!row.realm.equals(rows.realm())) {
            return null;
        }
        try {
            return rows.entry(row);
        } catch (UnreadableRowException e) {
            LOG.say(Message.DATABASE_ENTRY_LEFT_OUT, row.id, e.getMessage());
            return null;
        }
    }

    private int forgetBatch(long before, int batch) {
        return database.trip((link, to) -> Objects.requireNonNull(link.transaction(connection -> {
            List<Long> ids = oldest(connection, to.flavor(), before, batch);
            return ids.isEmpty() ? Integer.valueOf(0) : Integer.valueOf(remove(connection, ids));
        })));
    }

    private List<Long> oldest(Connection connection, Flavor flavor, long before, int batch) throws SQLException {
        String sql = "SELECT id FROM " + HistoryRow.TABLE + flavor.by("sojourn_history_at")
                + " WHERE realm = ? AND happened_at < ? ORDER BY happened_at LIMIT ? FOR UPDATE SKIP LOCKED";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, rows.realm());
            statement.setLong(2, before);
            statement.setInt(3, batch);
            return ids(statement);
        }
    }

    /** One by one, in one trip, as {@link DatabaseIndexes} does. */
    private static int remove(Connection connection, List<Long> ids) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM " + HistoryRow.TABLE + " WHERE id = ?")) {
            for (long id : ids) {
                statement.setLong(1, id);
                statement.addBatch();
            }
            int[] unused = statement.executeBatch();
            return ids.size();
        }
    }

    private static void requirePositive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit is at least 1, not " + limit);
        }
    }
}
