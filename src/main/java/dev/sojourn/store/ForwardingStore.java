package dev.sojourn.store;

import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store around another one, of which a subclass changes something. {@link #exchange} and {@link #capability} are not handed on: an exchange is made
 * of this store's own calls, and there is no capability that it does not give, until the subclass says how. So what it forgets costs trips and
 * never goes past it.
 */
public abstract class ForwardingStore implements SessionStore {

    private final SessionStore store;

    /** Around this store, which is closed with it. */
    protected ForwardingStore(SessionStore store) {
        this.store = store;
    }

    /** The other one. */
    protected final SessionStore store() {
        return store;
    }

    @Override
    public String name() {
        return store.name();
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
    public void close() {
        store.close();
    }
}
