package dev.sojourn.store.hybrid;

import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything in the database, while the front is out of service. */
final class DatabasePath implements Path {

    private final SessionStore database;
    private final AtomicWrites atomicWrites;
    private final NodeOutbox node;
    private final Delivery delivery;
    private final Watch watch;

    DatabasePath(SessionStore database, NodeOutbox node, Delivery delivery, Watch watch) {
        this.database = database;
        this.atomicWrites = database.capability(AtomicWrites.class).orElseThrow();
        this.node = node;
        this.delivery = delivery;
        this.watch = watch;
    }

    /** As in the database, after whatever this node still has of them was delivered. */
    @Override
    public Map<RecordKey, StoredRecord> load(Control control, Collection<RecordKey> keys) {
        Map<RecordKey, StoredRecord> found = new HashMap<>();
        raw(control, keys).forEach((key, record) -> found.put(key, Seen.inDatabase(record)));
        return found;
    }

    /** The same as it is stored. */
    Map<RecordKey, StoredRecord> raw(Control control, Collection<RecordKey> keys) {
        List<StoredRecord> waiting =
                keys.stream().flatMap(key -> node.of(key).stream()).toList();
        if (!waiting.isEmpty()) {
            node.remove(delivery.late(control, waiting));
        }
        if (keys.size() != 1) {
            return database.loadAll(keys);
        }
        RecordKey key = keys.iterator().next();
        StoredRecord record = database.load(key);
        return record == null ? Map.of() : Map.of(key, record);
    }

    @Override
    public List<WriteOutcome> write(Control control, List<RecordWrite> writes, boolean atomic) {
        Plan plan = Plan.of(writes, control.term(), keys -> load(control, keys));
        List<Planned> possible = plan.possible();
        if (atomic && possible.size() < writes.size()) {
            return Collections.nCopies(writes.size(), WriteOutcome.CONFLICT);
        }
        List<RecordWrite> inDatabase =
                possible.stream().map(Planned::inDatabase).toList();
        List<WriteOutcome> outcomes = new ArrayList<>();
        if (inDatabase.size() == 1) {
            outcomes.add(inDatabase.get(0).applyTo(database));
        } else if (atomic) {
            boolean done = atomicWrites.writeAll(inDatabase);
            outcomes.addAll(
                    Collections.nCopies(inDatabase.size(), done ? WriteOutcome.WRITTEN : WriteOutcome.CONFLICT));
        } else if (!inDatabase.isEmpty()) {
            outcomes.addAll(database.exchange(inDatabase, List.of()).outcomes());
        }
        watch.wrote(possible.stream().map(Planned::key).toList());
        return plan.outcomes(outcomes);
    }

    @Override
    public boolean delete(Control control, RecordKey key) {
        boolean deleted = database.delete(key);
        watch.wrote(List.of(key));
        return deleted;
    }
}
