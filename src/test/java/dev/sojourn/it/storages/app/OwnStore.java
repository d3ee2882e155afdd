package dev.sojourn.it.storages.app;

import dev.sojourn.store.RecordKey;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A store of the application's own: a map. */
@ApplicationScoped
public class OwnStore implements SessionStore {

    @Inject
    Clock clock;

    private final Map<RecordKey, StoredRecord> records = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "own";
    }

    @Override
    public StoredRecord load(RecordKey key) {
        StoredRecord record = records.get(key);
        return record == null || !clock.instant().isBefore(record.keepUntil()) ? null : record;
    }

    @Override
    public Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> keys) {
        Map<RecordKey, StoredRecord> found = new HashMap<>();
        for (RecordKey key : keys) {
            StoredRecord record = load(key);
            if (record != null) {
                found.put(key, record);
            }
        }
        return found;
    }

    @Override
    public boolean create(StoredRecord record) {
        boolean[] created = new boolean[1];
        records.compute(record.key(), (key, there) -> {
            created[0] = there == null || !clock.instant().isBefore(there.keepUntil());
            return created[0] ? record : there;
        });
        return created[0];
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        WriteOutcome[] outcome = {WriteOutcome.ABSENT};
        records.computeIfPresent(current.key(), (key, there) -> {
            boolean same = there.version().equals(current.version());
            outcome[0] = same ? WriteOutcome.WRITTEN : WriteOutcome.CONFLICT;
            return same ? next : there;
        });
        return outcome[0];
    }

    @Override
    public boolean delete(RecordKey key) {
        return records.remove(key) != null;
    }

    @Override
    public void ping() {}

    @Override
    public void close() {
        throw new IllegalStateException("this store is the application's to close");
    }

    /** How many records there are. */
    public int size() {
        return records.size();
    }
}
