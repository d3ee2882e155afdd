package dev.sojourn.store;

/** One write among several: what {@link SessionStore#create} and {@link SessionStore#replace} do, as a value. */
public sealed interface RecordWrite {

    /** The record as it shall be. */
    StoredRecord next();

    /** Its key. */
    default RecordKey key() {
        return next().key();
    }

    /** Does it. */
    WriteOutcome applyTo(SessionStore store);

    /** A record under a key that has none. */
    record Create(StoredRecord next) implements RecordWrite {
        @Override
        public WriteOutcome applyTo(SessionStore store) {
            return store.create(next) ? WriteOutcome.WRITTEN : WriteOutcome.CONFLICT;
        }
    }

    /**
     * A record in the place of the one that was read.
     *
     * @param current as it was loaded
     * @param next the same key, and the version after
     */
    record Replace(StoredRecord current, StoredRecord next) implements RecordWrite {
        @Override
        public WriteOutcome applyTo(SessionStore store) {
            return store.replace(current, next);
        }
    }
}
