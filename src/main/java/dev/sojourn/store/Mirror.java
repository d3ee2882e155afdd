package dev.sojourn.store;

import java.util.List;
import java.util.Map;

/**
 * The capability of a storage to take over copies of records that were written in another storage first. May be repeated: a copy taken
 * over twice changes nothing, and its entry in the history is there once.
 */
public interface Mirror {

    /**
     * Takes over each copy unless what is there is the same or further on. A session that has ended is further on than any that has
     * not; otherwise the greater version number is. History entries of the copies are added in any case.
     *
     * @return for each copy that was refused, what is there instead; a copy not named here was taken, or was there already
     */
    Map<RecordKey, StoredRecord> takeOver(List<StoredRecord> copies);
}
