package dev.sojourn.store.faults;

import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The records of one call.
 *
 * @param kept is there before the fault
 * @param changed what {@code kept} is to become
 * @param spare is there before the fault, to be removed
 * @param fresh is not there
 */
record Records(StoredRecord kept, StoredRecord changed, StoredRecord spare, StoredRecord fresh) {

    /** Of ids that only this name has. */
    static Records named(String name, Instant now) {
        StoredRecord kept = named(name, "kept", now);
        return new Records(kept, nextOf(kept), named(name, "spare", now), named(name, "fresh", now));
    }

    private static StoredRecord named(String name, String part, Instant now) {
        return RecordBuilder.session(name + "-" + part, now).build();
    }

    private static StoredRecord nextOf(StoredRecord record) {
        Bytes body = Bytes.copyOf("changed".getBytes(StandardCharsets.US_ASCII));
        return StoredRecord.of(record.key(), record.version().next(99), record.keepUntil(), record.fields(), body);
    }

    /** Writes down what has to be there. */
    void prepare(SessionStore store) {
        if (!store.create(kept) || !store.create(spare)) {
            throw new IllegalStateException("the storage was not empty");
        }
    }

    /** The same with {@code kept} as a store reads it, with its handle. */
    Records readBy(SessionStore store) {
        StoredRecord read = store.load(kept.key());
        if (read == null) {
            throw new IllegalStateException("what was written a moment ago is not there");
        }
        return new Records(read, changed, spare, fresh);
    }
}
