package dev.sojourn.support;

import dev.sojourn.store.RecordKey;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A store around another, for tests that change one thing about it. Only what every store has to implement goes to the other one: the port's
 * defaults are this store's own, so that an exchange is made of its own writes, and there is no capability that it does not give.
 */
public abstract class ForwardingStore implements SessionStore {

    private final SessionStore real;

    /** Around this store, which is closed with it. */
    protected ForwardingStore(SessionStore real) {
        this.real = real;
    }

    /** The other one. */
    protected final SessionStore real() {
        return real;
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
        return real.create(record);
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
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
