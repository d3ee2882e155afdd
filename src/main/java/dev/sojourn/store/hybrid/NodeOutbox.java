package dev.sojourn.store.hybrid;

import dev.sojourn.store.RecordKey;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The copies, under their keys in the front, that this node has written there and that the database has not taken over yet, in memory. Of a
 * record's touches only the last is kept. Safe for many threads.
 */
final class NodeOutbox {

    private static final Comparator<Version> ORDER =
            Comparator.comparingLong(Version::number).thenComparingLong(Version::nonce);

    private final int room;
    private final Map<RecordKey, TreeMap<Version, StoredRecord>> copies = new LinkedHashMap<>();
    private final Map<RecordKey, Version> beforeTouches = new HashMap<>();
    private int size;

    NodeOutbox(int room) {
        this.room = room;
    }

    /**
     * Keeps a copy, also when there is no room: whoever asks does so before the write.
     *
     * @param base the version that the copy's write replaced; null when it created the record
     * @return the touches that it supersedes, which need not be delivered any more
     */
    synchronized List<StoredRecord> add(StoredRecord copy, @Nullable Version base) {
        RecordKey key = Front.untagged(copy.key());
        TreeMap<Version, StoredRecord> ofRecord = copies.computeIfAbsent(key, any -> new TreeMap<>(ORDER));
        if (ofRecord.isEmpty() && Planned.isTouch(copy) && base != null) {
            beforeTouches.put(key, base);
        } else if (!Planned.isTouch(copy)) {
            beforeTouches.remove(key);
        }
        if (ofRecord.put(copy.version(), copy) == null) {
            size++;
        }
        return supersede(copy);
    }

    /** Whether there are any of a record. */
    synchronized boolean has(RecordKey key) {
        return copies.containsKey(key);
    }

    /** The version that the database had when touches of a record, and nothing else, began to wait here; null when that is not so. */
    synchronized @Nullable Version beforeTouches(RecordKey key) {
        return beforeTouches.get(key);
    }

    /** Forgets the touches of the same record that came before; answers them. */
    synchronized List<StoredRecord> supersede(StoredRecord copy) {
        List<StoredRecord> superseded = of(Front.untagged(copy.key())).stream()
                .filter(older -> Planned.isTouch(older) && ORDER.compare(older.version(), copy.version()) < 0)
                .toList();
        remove(superseded);
        return superseded;
    }

    /** At most so many, those of one record together and in order; of the records the one that waits longest first. */
    synchronized List<StoredRecord> first(int limit) {
        List<StoredRecord> first = new ArrayList<>();
        for (TreeMap<Version, StoredRecord> ofRecord : copies.values()) {
            for (StoredRecord copy : ofRecord.values()) {
                if (first.size() == limit) {
                    return first;
                }
                first.add(copy);
            }
        }
        return first;
    }

    /** Those of a record, whatever its generation, in order. */
    synchronized List<StoredRecord> of(RecordKey key) {
        TreeMap<Version, StoredRecord> ofRecord = copies.get(key);
        return ofRecord == null ? List.of() : List.copyOf(ofRecord.values());
    }

    synchronized void remove(Collection<StoredRecord> delivered) {
        for (StoredRecord copy : delivered) {
            RecordKey key = Front.untagged(copy.key());
            TreeMap<Version, StoredRecord> ofRecord = copies.get(key);
            if (ofRecord != null && ofRecord.remove(copy.version()) != null) {
                size--;
                if (ofRecord.isEmpty()) {
                    copies.remove(key);
                    beforeTouches.remove(key);
                }
            }
        }
    }

    synchronized int size() {
        return size;
    }

    synchronized boolean isFull() {
        return size >= room;
    }
}
