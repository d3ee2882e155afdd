package dev.sojourn.support;

import dev.sojourn.store.ForwardingStore;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A store around a real one that says that it may lose records, cannot list them, and notes what is written. */
public final class LosingStore extends ForwardingStore {

    private final List<StoredRecord> written = new ArrayList<>();

    /** Around this store, which it closes. */
    public LosingStore(SessionStore real) {
        super(real);
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
        return type == SearchIndex.class ? Optional.empty() : super.capability(type);
    }

    @Override
    public boolean create(StoredRecord record) {
        written.add(record);
        return super.create(record);
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        written.add(next);
        return super.replace(current, next);
    }
}
