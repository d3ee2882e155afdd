package dev.sojourn.store.hybrid;

import dev.sojourn.store.RecordKey;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store that two nodes share and neither closes. */
final class Unclosed implements SessionStore {

    private final SessionStore shared;

    Unclosed(SessionStore shared) {
        this.shared = shared;
    }

    @Override
    public String name() {
        return shared.name();
    }

    @Override
    public @Nullable StoredRecord load(RecordKey key) {
        return shared.load(key);
    }

    @Override
    public Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> keys) {
        return shared.loadAll(keys);
    }

    @Override
    public boolean create(StoredRecord record) {
        return shared.create(record);
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        return shared.replace(current, next);
    }

    @Override
    public boolean delete(RecordKey key) {
        return shared.delete(key);
    }

    @Override
    public void ping() {
        shared.ping();
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return shared.capability(type);
    }

    @Override
    public void close() {}
}
