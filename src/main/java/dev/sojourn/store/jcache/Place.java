package dev.sojourn.store.jcache;

import java.time.Instant;
import java.util.Comparator;

/**
 * Where an entry stands in an index.
 *
 * @param group entries of one group stand together
 * @param at what orders them within the group
 * @param id of the record: the last word, and what makes a place unique
 */
record Place(String group, Instant at, String id) {

    /** In each group the earliest first. */
    static final Comparator<Place> EARLIEST_FIRST =
            Comparator.comparing(Place::group).thenComparing(Place::at).thenComparing(Place::id);

    /** In each group the newest first. */
    static final Comparator<Place> NEWEST_FIRST = Comparator.comparing(Place::group)
            .thenComparing(Place::at, Comparator.reverseOrder())
            .thenComparing(Place::id);
}
