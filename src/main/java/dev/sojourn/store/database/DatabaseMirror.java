package dev.sojourn.store.database;

import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.Mirror;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.database.Database.Prepared;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes over copies of what was written in front: all of a call in one transaction, which reads and locks what is there, in the order of the
 * ids, and then writes what is further on. The history's unique key makes a repeated entry no second one.
 */
final class DatabaseMirror implements Mirror {

    private final Database database;
    private final Rows rows;
    private final RecordQueries queries;
    private final Answers answers;
    private final Clock clock;

    DatabaseMirror(Database database, Rows rows, RecordQueries queries, Answers answers, Clock clock) {
        this.database = database;
        this.rows = rows;
        this.queries = queries;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public Map<RecordKey, StoredRecord> takeOver(List<StoredRecord> copies) {
        if (copies.isEmpty()) {
            return Map.of();
        }
        long now = Rows.millis(clock.instant());
        return database.trip((link, to) -> {
            Map<RecordKey, StoredRecord> refused = new HashMap<>();
            Boolean done;
            do {
                refused.clear();
                done = link.transaction(connection -> takeOver(link, to, connection, copies, now, refused));
                // null: somebody created one of them meanwhile, so it is looked at again
            } while (done == null);
            return refused;
        });
    }

    private @Nullable Boolean takeOver(
            Link link,
            Prepared to,
            Connection connection,
            List<StoredRecord> copies,
            long now,
            Map<RecordKey, StoredRecord> refused)
            throws SQLException {
        var writes = new RecordWrites(to.flavor(), rows);
        Map<String, StoredRecord> latest = latest(copies);
        Map<String, RecordRow> there = lock(link, to, connection, latest.keySet());
        List<Step> steps = new ArrayList<>();
        latest.forEach((id, copy) -> {
            RecordRow row = there.get(id);
            StoredRecord record = row == null ? null : answers.record(row, now);
            var step = new Step(copy, rows.row(copy), null, false);
            if (row == null) {
                steps.add(step);
            } else if (record == null ? !isEnd(row, now) || hasEnded(copy) : isFurther(copy, record)) {
                steps.add(step.inPlaceOf(row));
            } else if (record != null && !record.version().equals(copy.version())) {
                refused.put(copy.key(), record);
            }
        });
        Set<Step> done = writes.write(link, connection, steps, now, true);
        if (done.size() < steps.size()) {
            return null;
        }
        writes.addHistory(link, connection, copies);
        return true;
    }

    /** By id, in their order: of several copies of one record the one that is furthest on. */
    private Map<String, StoredRecord> latest(List<StoredRecord> copies) {
        Map<String, StoredRecord> latest = new TreeMap<>();
        for (StoredRecord copy : copies) {
            latest.merge(rows.id(copy.key()), copy, (before, after) -> isFurther(after, before) ? after : before);
        }
        return latest;
    }

    private Map<String, RecordRow> lock(Link link, Prepared to, Connection connection, Set<String> ids)
            throws SQLException {
        List<String> found = new ArrayList<>();
        String sql = "SELECT id FROM " + RecordRow.TABLE + to.flavor().by("PRIMARY") + " WHERE id IN ("
                + RecordWrites.placeholders(ids.size()) + ") ORDER BY id FOR UPDATE";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int at = 1;
            for (String id : ids) {
                statement.setString(at++, id);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        Map<String, RecordRow> there = new HashMap<>();
        if (!found.isEmpty()) {
            link.query(to.unit(), session -> queries.byId(session, found)).forEach(row -> there.put(row.id, row));
        }
        return there;
    }

    /** Whether it ended a session, be it for a reason that only a later release knows. */
    private static boolean isEnd(RecordRow row, long now) {
        return row.endReason != null && row.keepUntil > now;
    }

    private static boolean isFurther(StoredRecord one, StoredRecord other) {
        boolean ended = hasEnded(one);
        return ended == hasEnded(other)
                ? one.version().number() > other.version().number()
                : ended;
    }

    private static boolean hasEnded(StoredRecord record) {
        IndexedFields fields = record.fields();
        return fields != null && fields.endReason() != null;
    }
}
