package dev.sojourn.store.jcache;

import static dev.sojourn.store.jcache.EntryIndex.ONE_GROUP;

import dev.sojourn.SessionState;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The indexes of the {@code memory} storage, all brought up to date together. Threads as with {@link EntryIndex}. */
final class MemoryIndexes {

    private static final String ANONYMOUS = "anonymous ";

    private final EntryIndex all = listing(fields -> ONE_GROUP);
    private final EntryIndex byPrincipal = listing(IndexedFields::principal);
    private final EntryIndex byNamespace = listing(IndexedFields::namespace);
    private final EntryIndex anonymous = listing(fields -> fields.principal() == null ? ONE_GROUP : null);
    private final EntryIndex activeInNamespace = new EntryIndex(Place.EARLIEST_FIRST, MemoryIndexes::placeInNamespace);
    private final EntryIndex expiry = new EntryIndex(Place.EARLIEST_FIRST, MemoryIndexes::placeInExpiry);
    private final EntryIndex ended = new EntryIndex(Place.EARLIEST_FIRST, MemoryIndexes::placeInEnded);
    private final EntryIndex live = new EntryIndex(Place.EARLIEST_FIRST, MemoryIndexes::placeInLive);
    private final EntryIndex kept = new EntryIndex(
            Place.EARLIEST_FIRST,
            entry -> new Place(
                    entry.key().kind().name(), entry.keepUntil(), entry.key().id()));
    private final List<EntryIndex> indexes =
            List.of(all, byPrincipal, byNamespace, anonymous, activeInNamespace, expiry, ended, live, kept);

    /** How many are written as active, by the group of {@link #live}: one or two for each application. */
    private final Map<String, LongAdder> liveCounts = new ConcurrentHashMap<>();

    /** A part of the listing, in its order. */
    record Listing(EntryIndex index, String group) {

        /** What follows a place, or everything. Lazy. */
        Stream<Map.Entry<Place, Entry>> after(@Nullable Place place) {
            return index.in(group, place);
        }
    }

    /** One record's entry takes the place of another; null for none. */
    void update(@Nullable Entry old, @Nullable Entry next) {
        for (EntryIndex index : indexes) {
            index.update(old, next);
        }
        count(next, 1);
        count(old, -1);
    }

    private void count(@Nullable Entry entry, int by) {
        if (entry != null && entry.active() && entry.fields() != null) {
            liveCounts
                    .computeIfAbsent(liveGroup(entry.fields()), group -> new LongAdder())
                    .add(by);
        }
    }

    /** The smallest part of the listing that has all that passes a filter. */
    Listing listing(RecordFilter filter) {
        if (filter.principal() != null) {
            return new Listing(byPrincipal, filter.principal());
        }
        if (filter.namespace() != null) {
            return new Listing(byNamespace, filter.namespace());
        }
        return new Listing(filter.anonymous() ? anonymous : all, ONE_GROUP);
    }

    /** Active ones of a namespace behind an id, or all, by id. Lazy. */
    Stream<Entry> activeIn(String namespace, @Nullable String afterId) {
        Place after = afterId == null ? null : new Place(namespace, Instant.EPOCH, afterId);
        return activeInNamespace.in(namespace, after).map(Map.Entry::getValue);
    }

    /** Active ones whose expiry is not after an instant, earliest first. Lazy. */
    Stream<Entry> expired(Instant now) {
        return expiry.until(ONE_GROUP, now);
    }

    /** Ended ones that were not seen ended after an instant, earliest first. Lazy. */
    Stream<Entry> endedUntil(Instant last) {
        return ended.until(ONE_GROUP, last);
    }

    /** Those that need not be kept any longer, earliest first. Lazy. */
    Stream<Entry> over(RecordKind kind, Instant now) {
        return kept.until(kind.name(), now);
    }

    /** How many pass the filter. */
    long count(RecordFilter filter, Instant now) {
        String application = filter.application();
        if (filter.state() == SessionState.ACTIVE
                && filter.principal() == null
                && filter.namespace() == null
                && filter.address() == null) {
            Stream<String> groups = application == null
                    ? liveCounts.keySet().stream()
                    : Stream.of(liveGroup(application, true), liveGroup(application, false));
            return groups.filter(group -> !filter.anonymous() || group.startsWith(ANONYMOUS))
                    .mapToLong(group -> live(group, filter.now()))
                    .sum();
        }
        return listing(filter)
                .after(null)
                .map(Map.Entry::getValue)
                .filter(entry -> entry.keptAt(now) && entry.fields() != null && filter.accepts(entry.fields()))
                .count();
    }

    /** All that are written as active, less those that are past their expiry: only these are looked at. */
    private long live(String group, Instant now) {
        LongAdder written = liveCounts.get(group);
        return written == null
                ? 0
                : Math.max(0, written.sum() - live.until(group, now).count());
    }

    private static EntryIndex listing(Function<IndexedFields, @Nullable String> groupOf) {
        return new EntryIndex(Place.NEWEST_FIRST, entry -> {
            IndexedFields fields = entry.fields();
            String group = fields == null ? null : groupOf.apply(fields);
            return fields == null || group == null
                    ? null
                    : new Place(group, fields.createdAt(), entry.key().id());
        });
    }

    private static @Nullable Place placeInNamespace(Entry entry) {
        IndexedFields fields = entry.fields();
        return fields == null || fields.namespace() == null || !entry.active()
                ? null
                : new Place(fields.namespace(), Instant.EPOCH, entry.key().id());
    }

    private static @Nullable Place placeInExpiry(Entry entry) {
        IndexedFields fields = entry.fields();
        return fields == null || !entry.active()
                ? null
                : new Place(ONE_GROUP, fields.expiresAt(), entry.key().id());
    }

    private static @Nullable Place placeInEnded(Entry entry) {
        return entry.endedSince() == null
                ? null
                : new Place(ONE_GROUP, entry.endedSince(), entry.key().id());
    }

    /** By expiry too, or by the end of keeping should that come first: then it is not answered either. */
    private static @Nullable Place placeInLive(Entry entry) {
        IndexedFields fields = entry.fields();
        if (fields == null || !entry.active()) {
            return null;
        }
        Instant until = fields.expiresAt().isBefore(entry.keepUntil()) ? fields.expiresAt() : entry.keepUntil();
        return new Place(liveGroup(fields), until, entry.key().id());
    }

    private static String liveGroup(IndexedFields fields) {
        return liveGroup(fields.application(), fields.principal() == null);
    }

    private static String liveGroup(String application, boolean anonymous) {
        return (anonymous ? ANONYMOUS : "named ") + application;
    }
}
