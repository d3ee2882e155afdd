package dev.sojourn.store.jcache;

import dev.sojourn.SessionState;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.StoredRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the indexes know of a stored record.
 *
 * @param key its key
 * @param keepUntil until when it must be kept
 * @param fields of a session; null for other kinds
 * @param endedSince when this store first saw the session ended; null while it did not
 */
record Entry(
        RecordKey key,
        Instant keepUntil,
        @Nullable IndexedFields fields,
        @Nullable Instant endedSince) {

    /** The entry of a record written now in the place of an older one, if any. */
    static Entry of(StoredRecord record, @Nullable Entry older, Instant now) {
        IndexedFields fields = record.fields();
        Instant endedSince = null;
        if (fields != null && fields.state() == SessionState.ENDED) {
            endedSince = older == null || older.endedSince == null ? now : older.endedSince;
        }
        return new Entry(record.key(), record.keepUntil(), fields, endedSince);
    }

    /** Whether it is a session written as active. */
    boolean active() {
        return fields != null && fields.state() == SessionState.ACTIVE;
    }

    /** Whether it must be kept at this instant. */
    boolean keptAt(Instant now) {
        return now.isBefore(keepUntil);
    }
}
