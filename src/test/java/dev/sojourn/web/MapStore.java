package dev.sojourn.web;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordPage;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A storage in a map, which counts its reads and can be taken down. */
final class MapStore implements SessionStore, SearchIndex {

    private final Map<RecordKey, StoredRecord> records = new ConcurrentHashMap<>();
    private boolean down;
    private int calls;

    /** From now on nothing is answered. */
    void down(boolean isDown) {
        down = isDown;
    }

    /** How often anything was asked of it. */
    int calls() {
        return calls;
    }

    /** How many records there are. */
    int size() {
        return records.size();
    }

    private void asked() {
        calls++;
        if (down) {
            throw new StorageUnavailableException("the map is down", null);
        }
    }

    @Override
    public String name() {
        return "map";
    }

    @Override
    public StoredRecord load(RecordKey key) {
        asked();
        return records.get(key);
    }

    @Override
    public Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> keys) {
        asked();
        var found = new LinkedHashMap<RecordKey, StoredRecord>();
        keys.stream().filter(records::containsKey).forEach(key -> found.put(key, records.get(key)));
        return found;
    }

    @Override
    public boolean create(StoredRecord record) {
        asked();
        return records.putIfAbsent(record.key(), record) == null;
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        asked();
        var there = records.get(current.key());
        if (there == null) {
            return WriteOutcome.ABSENT;
        }
        boolean same = there.version().equals(current.version());
        return same && records.replace(current.key(), there, next) ? WriteOutcome.WRITTEN : WriteOutcome.CONFLICT;
    }

    @Override
    public boolean delete(RecordKey key) {
        asked();
        return records.remove(key) != null;
    }

    @Override
    public RecordPage search(RecordFilter filter, String cursor, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long count(RecordFilter filter) {
        asked();
        return records.values().stream()
                .filter(record -> record.fields() != null && filter.accepts(record.fields()))
                .count();
    }

    @Override
    public void ping() {
        asked();
    }

    @Override
    public void close() {}
}
