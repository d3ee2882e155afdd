package dev.sojourn.store;

import java.util.List;

/** The capability of a storage to write several records in one step and in one trip (one script, one transaction). */
public interface AtomicWrites {

    /**
     * Does all of these writes or none of them.
     *
     * @param writes each of another key
     * @return false when one of them met a conflict, a record already there or a record gone; then nothing was written
     * @throws dev.sojourn.CapacityException when the storage is full; nothing was written
     */
    boolean writeAll(List<RecordWrite> writes);
}
