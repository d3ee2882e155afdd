package dev.sojourn.store.hybrid;

import dev.sojourn.store.RecordKey;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import org.jspecify.annotations.Nullable;

/**
 * The handle of a record that the hybrid answered.
 *
 * @param origin the record as its storage answered it, with that storage's key, version and handle
 * @param tag of the front's generation; null when the database answered it
 */
record Seen(StoredRecord origin, @Nullable String tag) {

    /** A record of the database as the engine sees it. */
    static StoredRecord inDatabase(StoredRecord record) {
        return seen(record, record.key(), null);
    }

    /** A record of the front as the engine sees it. */
    static StoredRecord inFront(StoredRecord record, RecordKey key, String tag) {
        return seen(record, key, tag);
    }

    private static StoredRecord seen(StoredRecord record, RecordKey key, @Nullable String tag) {
        return Terms.with(record, key, Terms.seen(record.version())).withHandle(new Seen(record, tag));
    }

    /** The version as it is stored. */
    Version version() {
        return origin.version();
    }

    /** What is to be replaced in the front: with the front's own handle when it comes from there. */
    StoredRecord forFront(RecordKey frontKey, String frontTag) {
        return frontTag.equals(tag) ? origin : Terms.withoutChange(origin, frontKey, version());
    }

    /** What is to be replaced in the database. */
    StoredRecord forDatabase(RecordKey key) {
        return tag == null ? origin : Terms.withoutChange(origin, key, version());
    }
}
