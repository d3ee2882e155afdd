package dev.sojourn.store.jcache;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Entries in one order. Readers run beside writers: they see each entry that stays in its place throughout, once. Writers of one
 * record must take turns.
 */
final class EntryIndex {

    /** The group where an index needs only one. */
    static final String ONE_GROUP = "";

    private final Comparator<Place> order;
    private final Function<Entry, @Nullable Place> placeOf;
    private final ConcurrentNavigableMap<Place, Entry> entries;

    /**
     * An empty index.
     *
     * @param placeOf the place of an entry, or null where this index leaves it out
     */
    EntryIndex(Comparator<Place> order, Function<Entry, @Nullable Place> placeOf) {
        this.order = order;
        this.placeOf = placeOf;
        this.entries = new ConcurrentSkipListMap<>(order);
    }

    /** Puts in the new one before it takes out the old, so that one that keeps its place is never missing. */
    void update(@Nullable Entry old, @Nullable Entry next) {
        Place newPlace = next == null ? null : placeOf.apply(next);
        if (newPlace != null && next != null) {
            entries.put(newPlace, next);
        }
        Place oldPlace = old == null ? null : placeOf.apply(old);
        if (oldPlace != null && !oldPlace.equals(newPlace)) {
            entries.remove(oldPlace);
        }
    }

    /** The entries of a group that stand behind a place, or all of them, in order. Lazy. */
    Stream<Map.Entry<Place, Entry>> in(String group, @Nullable Place after) {
        ConcurrentNavigableMap<Place, Entry> tail =
                after == null ? entries.tailMap(firstOf(group), true) : entries.tailMap(after, false);
        return tail.entrySet().stream()
                .takeWhile(entry -> entry.getKey().group().equals(group));
    }

    /** The entries of a group, in an index of the earliest first, that are not after an instant. Lazy. */
    Stream<Entry> until(String group, Instant last) {
        return in(group, null)
                .takeWhile(entry -> !entry.getKey().at().isAfter(last))
                .map(Map.Entry::getValue);
    }

    private Place firstOf(String group) {
        var low = new Place(group, Instant.MIN, "");
        var high = new Place(group, Instant.MAX, "");
        return order.compare(low, high) < 0 ? low : high;
    }
}
