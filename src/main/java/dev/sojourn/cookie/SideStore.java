package dev.sojourn.cookie;

import dev.sojourn.store.Exchange;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside sessions in cookies: the storage of the denylist and of login attempts, under the name of the storage that an operator
 * chose. It closes the store that it was given.
 */
public final class SideStore implements SessionStore {

    private final SessionStore store;

    /** This store, under the name {@code cookie}. */
    public SideStore(SessionStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return CookieSessions.STORAGE;
    }

    @Override
    public @Nullable StoredRecord load(RecordKey key) {
        return store.load(key);
    }

    @Override
    public Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> keys) {
        return store.loadAll(keys);
    }

    @Override
    public boolean create(StoredRecord record) {
        return store.create(record);
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        return store.replace(current, next);
    }

    @Override
    public boolean delete(RecordKey key) {
        return store.delete(key);
    }

    @Override
    public Exchange exchange(List<RecordWrite> writes, Collection<RecordKey> reads) {
        return store.exchange(writes, reads);
    }

    @Override
    public <T extends @Nullable Object> T operation(Supplier<T> work) {
        return store.operation(work);
    }

    @Override
    public boolean mayLose() {
        return store.mayLose();
    }

    @Override
    public void ping() {
        store.ping();
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return store.capability(type);
    }

    @Override
    public void close() {
        store.close();
    }
}
