package dev.sojourn.store;

import org.jspecify.annotations.Nullable;

/** The capability of a storage to list session records: newest first, by {@code createdAt} and then by key. */
public interface SearchIndex {

    /**
     * A page of what passes the filter. Records that exist throughout are listed exactly once over all pages. The work
     * of one call is bounded, so a page may be short or empty and yet have a next one.
     *
     * @param cursor of the page before, or null for the first
     * @param limit at most so many records, at least 1
     * @throws IllegalArgumentException for a cursor that this store did not make
     */
    RecordPage search(RecordFilter filter, @Nullable String cursor, int limit);

    /** How many records pass the filter at this moment. */
    long count(RecordFilter filter);
}
