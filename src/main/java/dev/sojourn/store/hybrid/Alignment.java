package dev.sojourn.store.hybrid;

import dev.sojourn.StorageException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees to it that the front has nothing older than the database, and the database nothing that was removed from the front. What could not be done at once stays due, and is tried again. Safe for
 * many threads.
 */
final class Alignment {

    private static final Log LOG = Log.of(Alignment.class);

    private static final int TRIES = 5;
    private static final int BATCH = 200;

    private final Front front;
    private final SessionStore database;
    private final Graves graves;
    private final Set<RecordKey> due = ConcurrentHashMap.newKeySet();

    Alignment(Front front, SessionStore database, Graves graves) {
        this.front = front;
        this.database = database;
        this.graves = graves;
    }

    /** To be looked at soon. */
    void later(Collection<RecordKey> keys) {
        due.addAll(keys);
    }

    /** Looks at these now; what the database has further is put in the front's place. */
    void align(String tag, Collection<RecordKey> keys) {
        try {
            Collection<RecordKey> left = keys;
            for (int i = 0; i < TRIES && !left.isEmpty(); i++) {
                left = once(tag, left);
            }
            due.addAll(left);
        } catch (StorageException down) {
            LOG.because(down, Message.COMPARED_LATER);
            due.addAll(keys);
        }
    }

    /** Takes a write that the database overruled out of the front again, if nobody has gone on from it. */
    void undo(String tag, StoredRecord overruled) {
        RecordKey key = overruled.key();
        try {
            StoredRecord inFront = front.raw(tag, key);
            StoredRecord inDatabase = database.load(key);
            if (inFront != null && inDatabase != null && inFront.version().equals(overruled.version())) {
                WriteOutcome unused = front.plain()
                        .replace(inFront, Terms.withoutChange(inDatabase, inFront.key(), inDatabase.version()));
            }
        } catch (StorageException down) {
            LOG.because(down, Message.NOT_UNDONE);
            due.add(key);
            return;
        }
        align(tag, List.of(key));
    }

    /** Whether the front is known to have what the database has, or more. */
    boolean isAligned(RecordKey key) {
        return !due.contains(key);
    }

    /** Looks at what is due. */
    void alignDue(String tag) {
        while (!due.isEmpty()) {
            List<RecordKey> some = due.stream().limit(BATCH).toList();
            some.forEach(due::remove);
            align(tag, some);
            if (due.containsAll(some)) {
                return;
            }
        }
    }

    /** Nothing is due any more: the front begins anew. */
    void forget() {
        due.clear();
    }

    /** Answers the keys that had to be written, which have to be looked at again. */
    private Set<RecordKey> once(String tag, Collection<RecordKey> keys) {
        List<RecordKey> tagged = keys.stream().map(key -> Front.key(tag, key)).toList();
        Map<RecordKey, StoredRecord> inFront = front.plain().loadAll(tagged);
        Map<RecordKey, StoredRecord> inDatabase =
                database.loadAll(inFront.keySet().stream().map(Front::untagged).toList());
        List<RecordWrite> writes = new ArrayList<>();
        Set<RecordKey> written = new HashSet<>();
        Set<RecordKey> removed = new HashSet<>();
        inDatabase.forEach((key, record) -> {
            StoredRecord there = inFront.get(Front.key(tag, key));
            if (there != null && Terms.isFurther(record, there)) {
                writes.add(new RecordWrite.Replace(there, Terms.withoutChange(record, there.key(), record.version())));
                written.add(key);
            } else if (Graves.isGrave(there)) {
                removed.add(key);
            }
        });
        removed.forEach(key -> graves.agree(tag, key));
        if (!writes.isEmpty()) {
            front.plain().exchange(writes, List.of());
        }
        return written;
    }
}
