package dev.sojourn.store;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A storage of versioned records: the port that every storage implements, an application's own included.
 *
 * <p>Every write is atomic, and a record's value and its {@code keepUntil} are written in one step. A record past its
 * {@code keepUntil} is never answered, whether or not the storage has removed it. A record whose stored form cannot be
 * read is answered as absent, with a log line, and {@link #create} may take its place. Safe for many threads, and for
 * many nodes where the storage is shared. A store is closed by whoever created it; what it was given stays open.
 *
 * <p>Every method throws {@link dev.sojourn.StorageUnavailableException} when the storage cannot be reached (then nothing
 * was written) and {@link dev.sojourn.StorageTimeoutException} when it did not answer in time (then a write may have
 * happened), within the one deadline per operation that the store was configured with.
 */
public interface SessionStore extends AutoCloseable {

    /** The storage's name as in {@code sojourn.storage}. */
    String name();

    /** The record with this key, or null. */
    @Nullable
    StoredRecord load(RecordKey key);

    /** The records with these keys by key, in one trip where the engine can; absent ones are left out. */
    Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> keys);

    /**
     * Writes a record under a key that has none.
     *
     * @return false where there is one; it is untouched
     * @throws dev.sojourn.CapacityException when the storage is full; nothing was written
     */
    boolean create(StoredRecord record);

    /**
     * Writes a record in the place of the one that was read, if that is still the one there (same version).
     *
     * @param current as it was loaded; without a handle the store compares versions at the cost of another trip
     * @param next the same key, and the version after
     */
    ReplaceOutcome replace(StoredRecord current, StoredRecord next);

    /** Removes a record; false where there was none. */
    boolean delete(RecordKey key);

    /** Asks the storage for a sign of life; returns when it gave one. */
    void ping();

    /** The capability of this type, or empty where the storage lacks it. */
    default <T> Optional<T> capability(Class<T> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    /** Gives back what the store itself opened. */
    @Override
    void close();
}
