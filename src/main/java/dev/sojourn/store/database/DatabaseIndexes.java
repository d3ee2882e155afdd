package dev.sojourn.store.database;

import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.NamespaceIndex;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.RecordPage;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.database.RecordQueries.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the indexes of the table of records are for. */
final class DatabaseIndexes implements SearchIndex, NamespaceIndex, ExpiryIndex {

    /** One search by address looks at no more rows than this, so many at a time. */
    private static final int MOST_LOOKED_AT = 2000;

    private static final int CHUNK = 200;

    /** One purge removes no more than this in a transaction, however many are asked for. */
    private static final int MOST_PURGED = 500;

    private final Database database;
    private final Rows rows;
    private final RecordQueries queries;
    private final Answers answers;
    private final Clock clock;

    DatabaseIndexes(Database database, Rows rows, RecordQueries queries, Answers answers, Clock clock) {
        this.database = database;
        this.rows = rows;
        this.queries = queries;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public RecordPage search(RecordFilter filter, @Nullable String cursor, int limit) {
        requirePositive(limit);
        Place first = cursor == null ? null : Cursors.place(cursor, rows.idStart(RecordKind.SESSION));
        return filter.address() == null ? page(filter, first, limit) : pageByAddress(filter, first, limit);
    }

    @Override
    public long count(RecordFilter filter) {
        long now = now();
        return database.trip((link, to) -> link.query(to.unit(), session -> queries.count(session, filter, now)));
    }

    @Override
    public List<StoredRecord> activeIn(String namespace, @Nullable RecordKey after, int limit) {
        requirePositive(limit);
        String first = after == null ? "" : rows.id(after);
        long now = now();
        return answers.records(
                database.trip((link, to) ->
                        link.query(to.unit(), session -> queries.activeIn(session, namespace, first, now, limit))),
                now);
    }

    @Override
    public List<StoredRecord> expired(Instant now, int limit) {
        requirePositive(limit);
        long kept = now();
        return answers.records(
                database.trip((link, to) ->
                        link.query(to.unit(), session -> queries.expired(session, Rows.millis(now), kept, limit))),
                kept);
    }

    @Override
    public int purge(Instant now, int limit) {
        requirePositive(limit);
        return database.operation(() -> {
            int purged = 0;
            int last;
            int batch;
            do {
                batch = Math.min(limit - purged, MOST_PURGED);
                last = purgeBatch(Rows.millis(now), batch);
                purged += last;
            } while (last == batch && purged < limit);
            return purged;
        });
    }

    private RecordPage page(RecordFilter filter, @Nullable Place first, int limit) {
        long now = now();
        // one more than asked for, which tells whether there is a next page
        int most = limit < Integer.MAX_VALUE ? limit + 1 : limit;
        List<RecordRow> found = rows(filter, first, now, most);
        boolean more = found.size() > limit;
        List<RecordRow> page = more ? found.subList(0, limit) : found;
        return new RecordPage(answers.records(page, now), more ? Cursors.of(place(page.get(limit - 1))) : null);
    }

    private RecordPage pageByAddress(RecordFilter filter, @Nullable Place first, int limit) {
        Predicate<String> address = Objects.requireNonNull(filter.address());
        long now = now();
        List<StoredRecord> passed = new ArrayList<>();
        Place last = first;
        for (int looked = 0; looked < MOST_LOOKED_AT; looked += CHUNK) {
            List<RecordRow> chunk = rows(filter, last, now, CHUNK);
            for (RecordRow row : chunk) {
                if (passed.size() == limit) {
                    return new RecordPage(passed, Cursors.of(Objects.requireNonNull(last)));
                }
                last = place(row);
                StoredRecord record = answers.record(row, now);
                IndexedFields fields = record == null ? null : record.fields();
                if (record != null && fields != null && fields.address() != null && address.test(fields.address())) {
                    passed.add(record);
                }
            }
            if (chunk.size() < CHUNK) {
                return new RecordPage(passed, null);
            }
        }
        return new RecordPage(passed, Cursors.of(Objects.requireNonNull(last)));
    }

    private List<RecordRow> rows(RecordFilter filter, @Nullable Place after, long now, int limit) {
        return database.trip(
                (link, to) -> link.query(to.unit(), session -> queries.search(session, filter, after, now, limit)));
    }

    private static Place place(RecordRow row) {
        return new Place(Objects.requireNonNull(row.createdAt), row.id);
    }

    /** Those that somebody else is at are left out, so that cleanups side by side share the work, and none waits for a touch. */
    private int purgeBatch(long now, int batch) {
        return database.trip((link, to) -> Objects.requireNonNull(link.transaction(connection -> {
            List<String> ids = over(connection, to.flavor(), now, batch);
            return ids.isEmpty() ? Integer.valueOf(0) : Integer.valueOf(remove(connection, ids));
        })));
    }

    private List<String> over(Connection connection, Flavor flavor, long now, int batch) throws SQLException {
        String sql = "SELECT id FROM " + RecordRow.TABLE + flavor.by("sojourn_record_due")
                + " WHERE realm = ? AND due_at <= ? AND keep_until <= ? ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, rows.realm());
            statement.setLong(2, now);
            statement.setLong(3, now);
            statement.setInt(4, batch);
            List<String> ids = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    ids.add(found.getString(1));
                }
            }
            return ids;
        }
    }

    /** One by one, in one trip: of many ids in one statement MariaDB may think that it is better to look at every row. */
    private static int remove(Connection connection, List<String> ids) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM " + RecordRow.TABLE + " WHERE id = ?")) {
            for (String id : ids) {
                statement.setString(1, id);
                statement.addBatch();
            }
            int[] unused = statement.executeBatch();
            return ids.size();
        }
    }

    private long now() {
        return Rows.millis(clock.instant());
    }

    private static void requirePositive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit is at least 1, not " + limit);
        }
    }
}
