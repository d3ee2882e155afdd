package dev.sojourn.store.hybrid;

import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;

/**
 * How a version is stored. The upper bits of its number are a term, the generation in which the record was last written; the engine
 * never sees them. So a write made in the database alone, whose term is that of the next generation, is further on than whatever was still under
 * way in the front, however many touches that is ahead.
 */
final class Terms {

    private static final int SHIFT = 40;
    private static final long COUNT = (1L << SHIFT) - 1;

    private Terms() {}

    static long of(Version stored) {
        return stored.number() >>> SHIFT;
    }

    /** As the engine sees it. */
    static Version seen(Version stored) {
        return new Version(stored.number() & COUNT, stored.nonce());
    }

    static Version stored(Version seen, long term) {
        return new Version(term << SHIFT | seen.number(), seen.nonce());
    }

    /** The same record, its change included, under another key and version. It has no handle. */
    static StoredRecord with(StoredRecord record, RecordKey key, Version version) {
        StoredRecord plain = withoutChange(record, key, version);
        return record.change() == null ? plain : plain.withChange(record.change());
    }

    /** The same without its change. */
    static StoredRecord withoutChange(StoredRecord record, RecordKey key, Version version) {
        return StoredRecord.of(key, version, record.keepUntil(), record.fields(), record.body());
    }

    /** Whether the database has records of this kind too; all others live in the front while it is in service. */
    static boolean isMirrored(RecordKind kind) {
        return kind == RecordKind.SESSION || kind == RecordKind.PRINCIPAL;
    }

    static boolean ended(StoredRecord record) {
        return record.fields() != null && record.fields().endReason() != null;
    }

    /** Whether a record of the database has to take the place of the front's: an end before all else, then the greater number. */
    static boolean isFurther(StoredRecord database, StoredRecord front) {
        if (ended(database) != ended(front)) {
            return ended(database);
        }
        long there = database.version().number();
        long here = front.version().number();
        return there > here
                || (there == here
                        && database.version().nonce() != front.version().nonce());
    }
}
