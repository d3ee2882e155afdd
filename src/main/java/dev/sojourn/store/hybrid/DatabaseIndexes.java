package dev.sojourn.store.hybrid;

import dev.sojourn.StorageException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.History;
import dev.sojourn.store.HistoryEntry;
import dev.sojourn.store.HistoryFilter;
import dev.sojourn.store.HistoryPage;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.NamespaceIndex;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordPage;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists, search, expiry and history: the database's, as the engine sees them. */
final class DatabaseIndexes implements SearchIndex, NamespaceIndex, ExpiryIndex, History {

    private static final Log LOG = Log.of(DatabaseIndexes.class);

    private final HybridStore hybrid;
    private final Front front;
    private final SessionStore database;
    private final Watch watch;

    DatabaseIndexes(HybridStore hybrid, Front front, SessionStore database, Watch watch) {
        this.hybrid = hybrid;
        this.front = front;
        this.database = database;
        this.watch = watch;
    }

    private <T> T database(Class<T> capability) {
        hybrid.requireOpen();
        return database.capability(capability).orElseThrow();
    }

    @Override
    public RecordPage search(RecordFilter filter, @Nullable String cursor, int limit) {
        RecordPage page = database(SearchIndex.class).search(filter, cursor, limit);
        return new RecordPage(seen(page.records()), page.nextCursor());
    }

    @Override
    public long count(RecordFilter filter) {
        return database(SearchIndex.class).count(filter);
    }

    @Override
    public List<StoredRecord> activeIn(String namespace, @Nullable RecordKey after, int limit) {
        return seen(database(NamespaceIndex.class).activeIn(namespace, after, limit));
    }

    /**
     * {@inheritDoc} A touch may be in the front and not yet in the database: what the front has is looked at too, and while the front is in
     * service and does not answer, nothing counts as expired.
     */
    @Override
    public List<StoredRecord> expired(Instant now, int limit) {
        List<StoredRecord> found = database(ExpiryIndex.class).expired(now, limit);
        return hybrid.operation(() -> {
            Control control = watch.control();
            if (!control.serving()) {
                return seen(found);
            }
            return watch.frontIsUsable(control) ? confirmed(control, found, now) : List.of();
        });
    }

    private List<StoredRecord> confirmed(Control control, List<StoredRecord> found, Instant now) {
        Map<RecordKey, StoredRecord> inFront = front.loadAll(
                control.tag(), found.stream().map(StoredRecord::key).toList());
        List<StoredRecord> expired = new ArrayList<>();
        for (StoredRecord record : found) {
            StoredRecord there = inFront.getOrDefault(record.key(), Seen.inDatabase(record));
            IndexedFields fields = there.fields();
            if (fields != null
                    && fields.endReason() == null
                    && !fields.expiresAt().isAfter(now)) {
                expired.add(there);
            }
        }
        return expired;
    }

    /** {@inheritDoc} In both; the greater number counts, as most records are in both. */
    @Override
    public int purge(Instant now, int limit) {
        int inDatabase = database(ExpiryIndex.class).purge(now, limit);
        return Math.max(inDatabase, purgeFront(now, limit));
    }

    private int purgeFront(Instant now, int limit) {
        try {
            return front.plain()
                    .capability(ExpiryIndex.class)
                    .map(index -> index.purge(now, limit))
                    .orElse(0);
        } catch (StorageException down) {
            LOG.because(down, Message.FRONT_CLEANED_LATER);
            return 0;
        }
    }

    @Override
    public HistoryPage history(HistoryFilter filter, @Nullable String cursor, int limit) {
        return database(History.class).history(filter, cursor, limit);
    }

    @Override
    public void note(HistoryEntry entry) {
        database(History.class).note(entry);
    }

    @Override
    public int forget(Instant before, int limit) {
        return database(History.class).forget(before, limit);
    }

    /** After everything that waits has come to the database: what came later would tell of the principal again. */
    @Override
    public int forget(String principal, Set<String> applications, int limit) {
        hybrid.deliverAll();
        return database(History.class).forget(principal, applications, limit);
    }

    private static List<StoredRecord> seen(List<StoredRecord> records) {
        return records.stream().map(Seen::inDatabase).toList();
    }
}
