package dev.sojourn.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
    WriteOutcome replace(StoredRecord current, StoredRecord next);

    /** Removes a record; false where there was none. */
    boolean delete(RecordKey key);

    /**
     * Does these writes, each atomic in itself and independent of the others, and reads, in as few trips as the engine can. The
     * writes may happen in any order. What is read of a record that is written here too is read after the write; of any other it may be read
     * before, amid or after the writes, because it may stand on another server. When this throws, each of the writes may have happened.
     *
     * @param writes each of another key
     * @param reads keys of records to be read, also written ones
     */
    default Exchange exchange(List<RecordWrite> writes, Collection<RecordKey> reads) {
        List<WriteOutcome> outcomes = new ArrayList<>();
        for (RecordWrite write : writes) {
            outcomes.add(write.applyTo(this));
        }
        return new Exchange(outcomes, reads.isEmpty() ? Map.of() : loadAll(reads));
    }

    /** Does work all of whose calls on this store, by this thread, share one deadline. May be nested: the outermost counts. */
    default <T extends @Nullable Object> T operation(Supplier<T> work) {
        return work.get();
    }

    /**
     * Whether a record may vanish before its {@code keepUntil} although the storage works: evicted, flushed, or lost in a failover. The
     * engine then puts back what other records tell it is missing.
     */
    default boolean mayLose() {
        return false;
    }

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
