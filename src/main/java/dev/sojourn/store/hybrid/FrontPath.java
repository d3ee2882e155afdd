package dev.sojourn.store.hybrid;

import dev.sojourn.CapacityException;
import dev.sojourn.StorageException;
import dev.sojourn.StorageTimeoutException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.Mirror;
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

/** The front first, and the database for what the front has not or cannot do. */
final class FrontPath implements Path {

    private static final Log LOG = Log.of(FrontPath.class);

    private static final int TRIES = 5;

    private final Front front;
    private final SessionStore database;
    private final Mirror mirror;
    private final DatabasePath databasePath;
    private final NodeOutbox node;
    private final Delivery delivery;
    private final Alignment alignment;
    private final Graves graves;
    private final Watch watch;

    FrontPath(
            Front front,
            SessionStore database,
            DatabasePath databasePath,
            NodeOutbox node,
            Delivery delivery,
            Alignment alignment,
            Graves graves,
            Watch watch) {
        this.front = front;
        this.database = database;
        this.mirror = database.capability(Mirror.class).orElseThrow();
        this.databasePath = databasePath;
        this.node = node;
        this.delivery = delivery;
        this.alignment = alignment;
        this.graves = graves;
        this.watch = watch;
    }

    @Override
    public Map<RecordKey, StoredRecord> load(Control control, Collection<RecordKey> keys) {
        if (!watch.frontIsUsable(control)) {
            return databasePath.load(control, keys);
        }
        Map<RecordKey, StoredRecord> found = new HashMap<>();
        try {
            readFront(control.tag(), keys, found);
        } catch (StorageException failed) {
            frontFailed(failed);
            return databasePath.load(control, keys);
        }
        List<RecordKey> missing = keys.stream()
                .filter(key -> !found.containsKey(key) && Terms.isMirrored(key.kind()))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            Map<RecordKey, StoredRecord> inDatabase = databasePath.raw(control, missing);
            refill(control.tag(), inDatabase);
            inDatabase.forEach((key, record) -> found.put(key, Seen.inDatabase(record)));
        }
        found.values().removeIf(Graves::isGrave);
        return found;
    }

    private void readFront(String tag, Collection<RecordKey> keys, Map<RecordKey, StoredRecord> found) {
        if (keys.size() != 1) {
            found.putAll(front.loadAll(tag, keys));
            return;
        }
        RecordKey key = keys.iterator().next();
        StoredRecord record = front.load(tag, key);
        if (record != null) {
            found.put(key, record);
        }
    }

    /**
     * Puts records of the database into the front where it has none. Then the database is looked at again: what it took over meanwhile may have left
     * the front before it could stand in the way.
     */
    private void refill(String tag, Map<RecordKey, StoredRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        try {
            List<StoredRecord> filled = front.fill(tag, List.copyOf(records.values()));
            if (filled.isEmpty()) {
                return;
            }
            Map<RecordKey, StoredRecord> again = reread(tag, filled);
            List<RecordKey> changed = new ArrayList<>();
            for (StoredRecord before : filled) {
                StoredRecord now = again.get(before.key());
                if (now == null) {
                    graves.bury(tag, before);
                } else if (!now.version().equals(before.version())) {
                    changed.add(before.key());
                }
            }
            if (!changed.isEmpty()) {
                alignment.align(tag, changed);
            }
        } catch (CapacityException | StorageException failed) {
            LOG.because(failed, Message.FRONT_NOT_FILLED);
        }
    }

    private Map<RecordKey, StoredRecord> reread(String tag, List<StoredRecord> filled) {
        try {
            return database.loadAll(filled.stream().map(StoredRecord::key).toList());
        } catch (StorageException down) {
            for (StoredRecord record : filled) {
                boolean unused = front.plain().delete(Front.key(tag, record.key()));
            }
            throw down;
        }
    }

    @Override
    public List<WriteOutcome> write(Control control, List<RecordWrite> writes, boolean atomic) {
        if (!watch.frontIsUsable(control)) {
            return past(
                    control, writes, atomic, new StorageUnavailableException("hybrid: the front is not there", null));
        }
        requireRoom(writes);
        Plan plan = Plan.of(writes, control.term(), keys -> load(control, keys));
        List<Planned> possible = plan.possible();
        if (atomic && possible.size() < writes.size()) {
            return Collections.nCopies(writes.size(), WriteOutcome.CONFLICT);
        }
        if (possible.isEmpty()) {
            return plan.outcomes(List.of());
        }
        List<WriteOutcome> inFront;
        try {
            inFront = writeFront(control.tag(), possible, atomic);
        } catch (StorageException failed) {
            frontFailed(failed);
            return plan.outcomes(pastPlanned(control, possible, atomic, failed));
        }
        return plan.outcomes(deliver(control, possible, inFront, atomic));
    }

    /**
     * To a record that was removed a moment ago, a replacement finds none, and a new one takes its place.
     *
     * @param writes replaced here by what is really written
     */
    private List<WriteOutcome> writeFront(String tag, List<Planned> writes, boolean atomic) {
        List<WriteOutcome> outcomes = new ArrayList<>(front.write(writes, atomic, tag));
        Map<RecordKey, StoredRecord> inTheWay = graves.inTheWay(tag, writes, outcomes);
        List<Integer> again = new ArrayList<>();
        for (int i = 0; i < writes.size() && !inTheWay.isEmpty(); i++) {
            Planned write = writes.get(i);
            StoredRecord grave = inTheWay.get(write.key());
            if (grave != null && write.base() != null) {
                outcomes.set(i, WriteOutcome.ABSENT);
            } else if (grave != null) {
                writes.set(i, write.over(grave));
                again.add(i);
            } else if (atomic) {
                again.add(i);
            }
        }
        if (again.isEmpty() || (atomic && again.size() < writes.size())) {
            return outcomes;
        }
        List<WriteOutcome> later = front.write(again.stream().map(writes::get).toList(), atomic, tag);
        for (int i = 0; i < later.size(); i++) {
            outcomes.set(again.get(i), later.get(i));
        }
        return outcomes;
    }

    /** Where only this node's memory keeps copies, and is full, the front may be written only when the database takes them. */
    private void requireRoom(List<RecordWrite> writes) {
        boolean copied =
                writes.stream().anyMatch(write -> Terms.isMirrored(write.key().kind()));
        if (!copied || front.outbox().isPresent() || !node.isFull()) {
            return;
        }
        try {
            database.ping();
        } catch (StorageException down) {
            throw new StorageUnavailableException(
                    "hybrid: the database is not there, and this node's outbox is full", down);
        }
    }

    /**
     * Until all nodes know of this generation, one of them may still write the database alone. So touches, too, go there at once: the database
     * then never is behind the front, and whatever it has instead was written past the front.
     */
    private List<WriteOutcome> deliver(
            Control control, List<Planned> writes, List<WriteOutcome> inFront, boolean atomic) {
        List<WriteOutcome> outcomes = new ArrayList<>(inFront);
        List<Planned> written = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            Planned write = writes.get(i);
            if (outcomes.get(i) == WriteOutcome.ABSENT && write.isMirrored()) {
                outcomes.set(i, afterMiss(control, write));
            } else if (outcomes.get(i) == WriteOutcome.WRITTEN && write.isMirrored()) {
                written.add(write);
            }
        }
        Map<RecordKey, WriteOutcome> overruled = delivery.now(control, written, !watch.isSettled());
        watch.wrote(written.stream().map(Planned::key).toList());
        overruled = undone(control, overruled);
        for (int i = 0; i < writes.size(); i++) {
            WriteOutcome other = overruled.get(writes.get(i).key());
            if (other != null) {
                outcomes.set(i, other);
            }
        }
        return atomic && !overruled.isEmpty() ? Collections.nCopies(outcomes.size(), WriteOutcome.CONFLICT) : outcomes;
    }

    /** A front that cannot be rid of what the database overruled must not be read any more. */
    private Map<RecordKey, WriteOutcome> undone(Control control, Map<RecordKey, WriteOutcome> overruled) {
        if (!overruled.keySet().stream().allMatch(alignment::isAligned)) {
            Control unused = watch.suspend(control);
        }
        return overruled;
    }

    /** The front has lost what was to be replaced, or never had it. */
    private WriteOutcome afterMiss(Control control, Planned write) {
        RecordKey key = write.key();
        StoredRecord there = load(control, List.of(key)).get(key);
        if (there == null || !(there.handle() instanceof Seen seen)) {
            return WriteOutcome.ABSENT;
        }
        if (write.base() == null || !seen.version().equals(write.base().version())) {
            return WriteOutcome.CONFLICT;
        }
        Planned again = Planned.replace(write.asked(), seen, control.term());
        WriteOutcome outcome = writeFront(control.tag(), new ArrayList<>(List.of(again)), false)
                .get(0);
        if (outcome == WriteOutcome.WRITTEN) {
            watch.wrote(List.of(key));
            return undone(control, delivery.now(control, List.of(again), !watch.isSettled()))
                    .getOrDefault(key, outcome);
        }
        return outcome;
    }

    private void frontFailed(StorageException failed) {
        watch.frontFailed();
        LOG.because(failed, Message.FRONT_AWAY);
    }

    /** What the front was not even asked for. */
    private List<WriteOutcome> past(Control control, List<RecordWrite> writes, boolean atomic, StorageException why) {
        Plan plan = Plan.of(writes, control.term(), keys -> databasePath.load(control, keys));
        List<Planned> possible = plan.possible();
        if (possible.isEmpty() || (atomic && possible.size() < writes.size())) {
            return plan.outcomes(Collections.nCopies(possible.size(), WriteOutcome.CONFLICT));
        }
        return plan.outcomes(pastPlanned(control, possible, atomic, why));
    }

    /** A front that fails a touch may go on; one that fails anything else is taken out of service, so that nobody reads there what was before. */
    private List<WriteOutcome> pastPlanned(
            Control control, List<Planned> writes, boolean atomic, StorageException why) {
        if (writes.stream().allMatch(Planned::isTouch)) {
            List<WriteOutcome> outcomes = new ArrayList<>();
            for (Planned touch : writes) {
                outcomes.add(takenOver(touch) ? WriteOutcome.WRITTEN : WriteOutcome.CONFLICT);
            }
            return outcomes;
        }
        Control now = suspended(control, why);
        boolean maybeDone = why instanceof StorageTimeoutException || (writes.size() > 1 && !atomic);
        if (!maybeDone) {
            return databasePath.write(now, writes.stream().map(Planned::asked).toList(), atomic);
        }
        List<WriteOutcome> outcomes = new ArrayList<>();
        for (Planned write : writes) {
            outcomes.add(settled(now, write));
        }
        boolean allDone = outcomes.stream().allMatch(outcome -> outcome == WriteOutcome.WRITTEN);
        return atomic && !allDone ? Collections.nCopies(writes.size(), WriteOutcome.CONFLICT) : outcomes;
    }

    /** Others may have been quicker, and may even have brought the front back: then the next generation goes as well. */
    private Control suspended(Control control, StorageException why) {
        Control now = control;
        try {
            for (int i = 0; i < TRIES && now.serving(); i++) {
                now = watch.suspend(now);
            }
        } catch (StorageException bothDown) {
            why.addSuppressed(bothDown);
            throw why;
        }
        if (now.serving()) {
            throw why;
        }
        return now;
    }

    /**
     * A write that the front may have done. The database takes it over under the same version, so that the copy that may be in the front's outbox
     * adds nothing to the history; then the record gets the next generation's term.
     */
    private WriteOutcome settled(Control suspended, Planned write) {
        if (!write.isMirrored()) {
            return write.base() == null
                    ? databasePath
                            .write(suspended, List.of(write.asked()), false)
                            .get(0)
                    : WriteOutcome.CONFLICT;
        }
        if (!takenOver(write)) {
            return WriteOutcome.CONFLICT;
        }
        StoredRecord next = write.next();
        long term = Math.max(suspended.term(), Terms.of(next.version()) + 1);
        StoredRecord bumped = Terms.withoutChange(next, next.key(), Terms.stored(Terms.seen(next.version()), term));
        WriteOutcome outcome = database.replace(Terms.withoutChange(next, next.key(), next.version()), bumped);
        watch.wrote(List.of(next.key()));
        return outcome == WriteOutcome.WRITTEN ? outcome : WriteOutcome.CONFLICT;
    }

    private boolean takenOver(Planned write) {
        StoredRecord there = mirror.takeOver(List.of(write.next())).get(write.key());
        return there == null || there.version().equals(write.next().version());
    }

    @Override
    public boolean delete(Control control, RecordKey key) {
        if (!watch.frontIsUsable(control)) {
            return databasePath.delete(watch.suspend(control), key);
        }
        try {
            if (!Terms.isMirrored(key.kind())) {
                return front.plain().delete(key);
            }
            boolean removed = graves.dig(control.tag(), key);
            delivery.drop(key);
            removed |= database.delete(key);
            graves.agree(control.tag(), key);
            return removed;
        } catch (StorageException failed) {
            // whichever of the two it was: when it is the database, this fails as well
            frontFailed(failed);
            return databasePath.delete(watch.suspend(control), key);
        }
    }
}
