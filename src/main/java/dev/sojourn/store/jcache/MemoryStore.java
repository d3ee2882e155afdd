package dev.sojourn.store.jcache;

import dev.sojourn.CapacityException;
import dev.sojourn.SessionState;
import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.NamespaceIndex;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.RecordPage;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.store.jcache.MemoryIndexes.Listing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The storage {@code memory}: {@link JCacheStore} over a local cache, with indexes beside it.
 *
 * <p>A writer holds the lock of its key's stripe while it writes the cache and then the indexes. Each write is
 * a compare-and-swap already; what the lock adds is that two writes of one record reach the indexes in the order in which they
 * reached the cache, so that an index never keeps what an earlier write said. Readers take no lock: they find a key
 * in an index and then load its record, which decides. A thread that needs several
 * of the locks takes them in their order. Safe for many threads.
 */
final class MemoryStore implements SessionStore, AtomicWrites, SearchIndex, NamespaceIndex, ExpiryIndex {

    /** As in {@code sojourn.storage}. */
    static final String NAME = "memory";

    /** The key of the limit, for messages. */
    static final String LIMIT_KEY = "sojourn.memory.max-sessions";

    /** One search looks at no more entries than this. */
    static final int MAX_LOOKED_AT = 2000;

    /** How long a tombstone is safe: it stands in the way of a create that was overtaken by the session's end. */
    static final Duration TOMBSTONE_SAFE = Duration.ofMinutes(1);

    private static final int STRIPES = 256;

    private final JCacheStore records;
    private final MemoryStores.Options options;
    private final Clock clock;
    private final Runnable closer;
    private final Map<RecordKey, Entry> entries = new ConcurrentHashMap<>();
    private final MemoryIndexes indexes = new MemoryIndexes();
    private final Semaphore sessionRoom;
    private final Map<RecordKind, Semaphore> otherRoom;
    private final Object[] stripes = new Object[STRIPES];

    /**
     * An empty store.
     *
     * @param records an empty store over a cache that nobody else writes
     * @param closer closes that cache
     */
    MemoryStore(JCacheStore records, MemoryStores.Options options, Runnable closer) {
        this.records = records;
        this.options = options;
        this.clock = options.clock();
        this.closer = closer;
        this.sessionRoom = new Semaphore(options.maxSessions());
        int others = 4 * options.maxSessions();
        this.otherRoom = Map.of(
                RecordKind.PRINCIPAL, new Semaphore(others),
                RecordKind.ATTEMPTS, new Semaphore(others),
                RecordKind.LEASE, new Semaphore(others),
                RecordKind.DEVICES, new Semaphore(others),
                RecordKind.REVOCATION, new Semaphore(others));
        Arrays.setAll(stripes, i -> new Object());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable StoredRecord load(RecordKey key) {
        return records.load(key);
    }

    @Override
    public Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> keys) {
        return records.loadAll(keys);
    }

    @Override
    public boolean create(StoredRecord record) {
        RecordKey key = record.key();
        // Asked before room is made, which must not cost anything when there is nothing to write.
        if (records.load(key) != null) {
            return false;
        }
        Semaphore room = room(key.kind());
        takeRoom(room, key.kind());
        boolean roomUsed = false;
        try {
            synchronized (stripes[stripe(key)]) {
                boolean created = records.create(record);
                if (created) {
                    // One past its time may have stood in its place.
                    drop(key);
                    put(record);
                    roomUsed = true;
                }
                return created;
            }
        } finally {
            if (!roomUsed) {
                room.release();
            }
        }
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        synchronized (stripes[stripe(current.key())]) {
            WriteOutcome outcome = records.replace(current, next);
            if (outcome == WriteOutcome.WRITTEN) {
                put(next);
            }
            return outcome;
        }
    }

    @Override
    public boolean writeAll(List<RecordWrite> writes) {
        List<Semaphore> taken = new ArrayList<>();
        try {
            for (RecordWrite write : writes) {
                if (write instanceof RecordWrite.Create) {
                    takeRoom(room(write.key().kind()), write.key().kind());
                    taken.add(room(write.key().kind()));
                }
            }
            int[] stripesInOrder = writes.stream()
                    .mapToInt(write -> stripe(write.key()))
                    .distinct()
                    .sorted()
                    .toArray();
            return locked(stripesInOrder, 0, () -> writeAll(writes, taken));
        } finally {
            taken.forEach(Semaphore::release);
        }
    }

    private boolean locked(int[] stripesInOrder, int from, BooleanSupplier work) {
        if (from == stripesInOrder.length) {
            return work.getAsBoolean();
        }
        synchronized (stripes[stripesInOrder[from]]) {
            return locked(stripesInOrder, from + 1, work);
        }
    }

    /** With all locks held, what was looked at stays as it is until it is written. */
    private boolean writeAll(List<RecordWrite> writes, List<Semaphore> taken) {
        for (RecordWrite write : writes) {
            StoredRecord there = records.load(write.key());
            boolean fits = write instanceof RecordWrite.Replace replace
                    ? there != null && there.version().equals(replace.current().version())
                    : there == null;
            if (!fits) {
                return false;
            }
        }
        for (RecordWrite write : writes) {
            if (write instanceof RecordWrite.Create) {
                drop(write.key());
                taken.remove(room(write.key().kind()));
            }
            if (write.applyTo(records) != WriteOutcome.WRITTEN) {
                throw new IllegalStateException("a record changed under its lock");
            }
            put(write.next());
        }
        return true;
    }

    @Override
    public boolean delete(RecordKey key) {
        synchronized (stripes[stripe(key)]) {
            boolean deleted = records.delete(key);
            drop(key);
            return deleted;
        }
    }

    @Override
    public void ping() {
        records.ping();
    }

    @Override
    public RecordPage search(RecordFilter filter, @Nullable String cursor, int limit) {
        requirePositive(limit);
        Listing listing = indexes.listing(filter);
        Place last = cursor == null ? null : Cursor.parse(cursor, listing.group());
        records.ping();
        Instant now = clock.instant();
        List<StoredRecord> found = new ArrayList<>();
        Iterator<Map.Entry<Place, Entry>> candidates = listing.after(last).iterator();
        for (int looked = 0; candidates.hasNext(); looked++) {
            if (last != null && (found.size() == limit || looked == MAX_LOOKED_AT)) {
                return new RecordPage(found, Cursor.of(last));
            }
            Map.Entry<Place, Entry> candidate = candidates.next();
            last = candidate.getKey();
            Entry entry = candidate.getValue();
            if (entry.keptAt(now) && passes(filter, entry.fields())) {
                StoredRecord record = records.load(entry.key());
                if (record != null && passes(filter, record.fields())) {
                    found.add(record);
                }
            }
        }
        return new RecordPage(found, null);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Counting the live sessions of one application, all or the anonymous ones, costs no more than looking at
     * those that expired and were not yet swept. Any other count looks at the sessions of the filter's principal or
     * namespace, at the anonymous ones, or at all.
     */
    @Override
    public long count(RecordFilter filter) {
        records.ping();
        return indexes.count(filter, clock.instant());
    }

    @Override
    public List<StoredRecord> activeIn(String namespace, @Nullable RecordKey after, int limit) {
        requirePositive(limit);
        records.ping();
        return load(indexes.activeIn(namespace, after == null ? null : after.id()))
                .filter(active(fields -> namespace.equals(fields.namespace())))
                .limit(limit)
                .toList();
    }

    @Override
    public List<StoredRecord> expired(Instant now, int limit) {
        requirePositive(limit);
        records.ping();
        return load(indexes.expired(now))
                .filter(active(fields -> !fields.expiresAt().isAfter(now)))
                .limit(limit)
                .toList();
    }

    /** {@inheritDoc} Sessions first, then the other kinds, the earliest of each kind first. */
    @Override
    public int purge(Instant now, int limit) {
        requirePositive(limit);
        records.ping();
        int purged = 0;
        for (RecordKind kind : RecordKind.values()) {
            Iterator<Entry> over = indexes.over(kind, now).iterator();
            while (purged < limit && over.hasNext()) {
                purged += remove(over.next()) ? 1 : 0;
            }
        }
        return purged;
    }

    /** Stops the cache; everything is gone. */
    @Override
    public void close() {
        closer.run();
    }

    /** The records of entries that must still be kept. */
    private Stream<StoredRecord> load(Stream<Entry> found) {
        Instant now = clock.instant();
        return found.filter(entry -> entry.keptAt(now))
                .map(entry -> records.load(entry.key()))
                .filter(Objects::nonNull);
    }

    /** For a key whose lock is held. */
    private void put(StoredRecord record) {
        Entry older = entries.get(record.key());
        Entry entry = Entry.of(record, older, clock.instant());
        entries.put(record.key(), entry);
        indexes.update(older, entry);
    }

    /** For a key whose lock is held. */
    private void drop(RecordKey key) {
        Entry entry = entries.remove(key);
        if (entry != null) {
            indexes.update(entry, null);
            room(key.kind()).release();
        }
    }

    /** Removes the record of this entry unless it was written again since. */
    private boolean remove(Entry entry) {
        RecordKey key = entry.key();
        synchronized (stripes[stripe(key)]) {
            if (!entry.equals(entries.get(key))) {
                return false;
            }
            boolean unused = records.delete(key);
            drop(key);
            return true;
        }
    }

    /** Takes room for one record. No lock is held, because making room takes the locks of others. */
    private void takeRoom(Semaphore room, RecordKind kind) {
        while (!room.tryAcquire()) {
            if (!makeRoom(kind)) {
                throw new CapacityException(LIMIT_KEY, options.maxSessions());
            }
        }
    }

    /** Removes one record that nobody misses; false where there is none. */
    private boolean makeRoom(RecordKind kind) {
        Instant now = clock.instant();
        return indexes.over(kind, now).anyMatch(this::remove)
                || (kind == RecordKind.SESSION
                        && indexes.endedUntil(now.minus(TOMBSTONE_SAFE)).anyMatch(this::remove));
    }

    private Semaphore room(RecordKind kind) {
        return otherRoom.getOrDefault(kind, sessionRoom);
    }

    private static int stripe(RecordKey key) {
        int hash = key.hashCode();
        return (hash ^ (hash >>> 16)) & (STRIPES - 1);
    }

    private static boolean passes(RecordFilter filter, @Nullable IndexedFields fields) {
        return fields != null && filter.accepts(fields);
    }

    private static Predicate<StoredRecord> active(Predicate<IndexedFields> also) {
        return record -> {
            IndexedFields fields = record.fields();
            return fields != null && fields.state() == SessionState.ACTIVE && also.test(fields);
        };
    }

    private static void requirePositive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit is at least 1, not " + limit);
        }
    }
}
