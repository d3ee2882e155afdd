package dev.sojourn.store.database;

import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import org.jspecify.annotations.Nullable;

/**
 * One write as statements see it.
 *
 * @param next the record as it shall be
 * @param row the same as a row
 * @param expected the version that must be there; null when there must be no row
 * @param overToo whether the row may be one that is over, or that cannot be read
 */
record Step(StoredRecord next, RecordRow row, @Nullable Version expected, boolean overToo) {

    static Step of(RecordWrite write, Rows rows) {
        if (write instanceof RecordWrite.Replace replace) {
            if (!replace.current().key().equals(replace.next().key())) {
                throw new IllegalArgumentException("a record is replaced by one with the same key");
            }
            return new Step(
                    write.next(), rows.row(write.next()), replace.current().version(), false);
        }
        return new Step(write.next(), rows.row(write.next()), null, false);
    }

    /** In the place of a row that nobody can be answered any more. */
    Step inPlaceOf(RecordRow unanswerable) {
        return new Step(next, row, new Version(unanswerable.version, unanswerable.nonce), true);
    }

    /** Whether there is one record more after it. */
    boolean creates() {
        return expected == null || overToo;
    }

    boolean inserts() {
        return expected == null;
    }
}
