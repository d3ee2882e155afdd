package dev.sojourn.store.database;

import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.database.Rows.UnreadableRowException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which rows are answered: those that are kept and can be read. */
final class Answers {

    private static final Log LOG = Log.of(Answers.class);

    private final Rows rows;

    Answers(Rows rows) {
        this.rows = rows;
    }

    /** The record; null when the row is over, or cannot be read. */
    @Nullable
    StoredRecord record(RecordRow row, long now) {
        if (row.keepUntil <= now) {
            return null;
        }
        try {
            return rows.record(row);
        } catch (UnreadableRowException e) {
            LOG.say(Message.DATABASE_RECORD_DROPPED, row.kind, e.getMessage());
            return null;
        }
    }

    /** The records of those that are answered. */
    List<StoredRecord> records(Collection<RecordRow> found, long now) {
        return found.stream()
                .map(row -> record(row, now))
                .filter(Objects::nonNull)
                .toList();
    }
}
