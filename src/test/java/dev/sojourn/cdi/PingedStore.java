package dev.sojourn.cdi;

import dev.sojourn.store.RecordKey;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store that keeps nothing and answers a ping as it is told. */
final class PingedStore implements SessionStore {

    private final String name;

    /** What a ping throws, a RuntimeException or an Error; null for nothing. */
    @Nullable
    Throwable failure;

    /** What it is capable of; null for nothing. */
    @Nullable
    Object capability;

    boolean closed;

    PingedStore(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable StoredRecord load(RecordKey key) {
        return null;
    }

    @Override
    public Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> keys) {
        return Map.of();
    }

    @Override
    public boolean create(StoredRecord record) {
        return true;
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        return WriteOutcome.ABSENT;
    }

    @Override
    public boolean delete(RecordKey key) {
        return false;
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return type.isInstance(capability) ? Optional.of(type.cast(capability)) : Optional.empty();
    }

    @Override
    public void ping() {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
