package dev.sojourn.store.jcache;

import dev.sojourn.SessionState;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.NamespaceIndex;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordPage;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The storage {@code jcache}: {@link JCacheStore} over a cache that other nodes share. What it lists it finds by walking over all records, a
 * page at a time in memory, which is for administrators; no request needs it. Safe for many threads.
 */
final class SharedStore implements SessionStore, SearchIndex, NamespaceIndex {

    /** As in {@code sojourn.storage}. */
    static final String NAME = "jcache";

    private static final String GROUP = "";

    private final JCacheStore records;
    private final Runnable closer;
    private volatile boolean closed;

    SharedStore(JCacheStore records, Runnable closer) {
        this.records = records;
        this.closer = closer;
    }

    @Override
    public String name() {
        return records.name();
    }

    @Override
    public @Nullable StoredRecord load(RecordKey key) {
        return open().load(key);
    }

    @Override
    public Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> keys) {
        return open().loadAll(keys);
    }

    @Override
    public boolean create(StoredRecord record) {
        return open().create(record);
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        return open().replace(current, next);
    }

    @Override
    public boolean delete(RecordKey key) {
        return open().delete(key);
    }

    @Override
    public void ping() {
        open().ping();
    }

    /** True: when all nodes that hold a record die at once, it is gone; a provider may evict. */
    @Override
    public boolean mayLose() {
        return true;
    }

    @Override
    public void close() {
        closed = true;
        closer.run();
    }

    /** {@inheritDoc} Walks over all records for each page. */
    @Override
    public RecordPage search(RecordFilter filter, @Nullable String cursor, int limit) {
        Place after = cursor == null ? null : Cursor.parse(cursor, GROUP);
        List<StoredRecord> found =
                first(filter::accepts, record -> place(record, record.fields()), Place.NEWEST_FIRST, after, limit + 1);
        if (found.size() <= limit) {
            return new RecordPage(found, null);
        }
        StoredRecord last = found.get(limit - 1);
        return new RecordPage(found.subList(0, limit), Cursor.of(place(last, last.fields())));
    }

    /** {@inheritDoc} Walks over all records. */
    @Override
    public long count(RecordFilter filter) {
        try (Stream<StoredRecord> all = open().sessions()) {
            return all.filter(passes(filter::accepts)).count();
        }
    }

    /** {@inheritDoc} Walks over all records. */
    @Override
    public List<StoredRecord> activeIn(String namespace, @Nullable RecordKey after, int limit) {
        return first(
                fields -> fields.state() == SessionState.ACTIVE && namespace.equals(fields.namespace()),
                record -> record.key().id(),
                Comparator.<String>naturalOrder(),
                after == null ? null : after.id(),
                limit);
    }

    /** Of what passes and comes after a position, the first ones in an order. Never holds more than these. */
    private <P> List<StoredRecord> first(
            Predicate<IndexedFields> filter,
            Function<StoredRecord, P> position,
            Comparator<P> order,
            @Nullable P after,
            int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit is at least 1, not " + limit);
        }
        Comparator<StoredRecord> byPosition = Comparator.comparing(position, order);
        PriorityQueue<StoredRecord> lastFirst = new PriorityQueue<>(byPosition.reversed());
        try (Stream<StoredRecord> all = open().sessions()) {
            all.filter(passes(filter))
                    .filter(record -> after == null || order.compare(position.apply(record), after) > 0)
                    .forEach(record -> {
                        lastFirst.add(record);
                        if (lastFirst.size() > limit) {
                            StoredRecord unused = lastFirst.remove();
                        }
                    });
        }
        List<StoredRecord> found = new ArrayList<>(lastFirst);
        found.sort(byPosition);
        return found;
    }

    /** The cache may well live longer than this store. */
    private JCacheStore open() {
        if (closed) {
            throw new StorageUnavailableException("the storage '" + NAME + "' is closed", null);
        }
        return records;
    }

    private static Predicate<StoredRecord> passes(Predicate<IndexedFields> filter) {
        return record -> record.fields() != null && filter.test(record.fields());
    }

    private static Place place(StoredRecord record, @Nullable IndexedFields fields) {
        return new Place(
                GROUP,
                fields == null ? Instant.EPOCH : fields.createdAt(),
                record.key().id());
    }
}
