package dev.sojourn.support;

import dev.sojourn.store.RecordKey;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store around a real one that says that it may lose records, cannot list them, and notes what is written. */
public final class LosingStore implements SessionStore {

    private final SessionStore real;
    private final List<StoredRecord> written = new ArrayList<>();

    /** Around this store, which it closes. */
    public LosingStore(SessionStore real) {
        this.real = real;
    }

    /** What was written, in order. For one thread. */
    public List<StoredRecord> written() {
        return List.copyOf(written);
    }

    @Override
    public boolean mayLose() {
        return true;
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return type == SearchIndex.class ? Optional.empty() : SessionStore.super.capability(type);
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public @Nullable StoredRecord load(RecordKey key) {
        return real.load(key);
    }

    @Override
    public Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> keys) {
        return real.loadAll(keys);
    }

    @Override
    public boolean create(StoredRecord record) {
        written.add(record);
        return real.create(record);
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        written.add(next);
        return real.replace(current, next);
    }

    @Override
    public boolean delete(RecordKey key) {
        return real.delete(key);
    }

    @Override
    public void ping() {
        real.ping();
    }

    @Override
    public void close() {
        real.close();
    }
}
