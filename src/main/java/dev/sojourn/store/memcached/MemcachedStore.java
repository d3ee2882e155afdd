package dev.sojourn.store.memcached;

import dev.sojourn.StorageException;
import dev.sojourn.store.Exchange;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.store.memcached.Request.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The storage {@code memcached}; the package says what it keeps where, and what it promises. Every method asks all servers that it needs at
 * once. Safe for many threads.
 */
final class MemcachedStore implements SessionStore {

    private final Servers servers;
    private final KeyTexts keys;
    private final Records records;

    MemcachedStore(Servers servers, KeyTexts keys, Records records) {
        this.servers = servers;
        this.keys = keys;
        this.records = records;
    }

    @Override
    public String name() {
        return "memcached";
    }

    @Override
    public <T extends @Nullable Object> T operation(Supplier<T> work) {
        return servers.operation(work);
    }

    @Override
    public boolean mayLose() {
        return true;
    }

    @Override
    public @Nullable StoredRecord load(RecordKey key) {
        return loadAll(List.of(key)).get(key);
    }

    @Override
    public Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> wanted) {
        return exchange(List.of(), wanted).loaded();
    }

    @Override
    public boolean create(StoredRecord record) {
        return write(new RecordWrite.Create(record)) == WriteOutcome.WRITTEN;
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        return write(new RecordWrite.Replace(current, next));
    }

    private WriteOutcome write(RecordWrite write) {
        return exchange(List.of(write), List.of()).outcomes().get(0);
    }

    @Override
    public Exchange exchange(List<RecordWrite> writes, Collection<RecordKey> wanted) {
        return operation(() -> {
            List<Write> begun = new ArrayList<>();
            List<Request> requests = new ArrayList<>();
            for (RecordWrite write : writes) {
                Write one = new Write(records, write);
                begun.add(one);
                if (one.request() != null) {
                    requests.add(one.request());
                }
            }
            // Behind the writes, so that on each connection, and so of each record, the read comes after the write.
            Reads reads = new Reads(records, wanted);
            requests.addAll(reads.requests());
            Trips.run(requests);
            List<WriteOutcome> outcomes = begun.stream().map(Write::outcome).toList();
            Map<RecordKey, StoredRecord> loaded = reads.found();
            List<RecordKey> writtenLater = begun.stream()
                    .filter(Write::wroteLater)
                    .map(Write::key)
                    .filter(wanted::contains)
                    .toList();
            if (!writtenLater.isEmpty()) {
                loaded.keySet().removeAll(writtenLater);
                loaded.putAll(loadAll(writtenLater));
            }
            return new Exchange(outcomes, loaded);
        });
    }

    @Override
    public boolean delete(RecordKey key) {
        return operation(() -> {
            while (true) {
                Found found = records.find(key);
                if (found == null) {
                    return false;
                }
                Request removal = records.delete(key, found.handle());
                Trips.run(List.of(removal));
                if (removal.done()) {
                    return records.readable(key, found) != null;
                }
                // Somebody else wrote between the two.
            }
        });
    }

    /** {@inheritDoc} Here: any of its servers. One that is gone takes its own sessions along, and not those of the others. */
    @Override
    public void ping() {
        List<Request> requests = servers.all().stream()
                .map(link -> Request.gets(link, List.of(keys.ofNothing())))
                .toList();
        List<StorageException> failures = operation(() -> Trips.attempt(requests));
        if (failures.size() == requests.size()) {
            throw failures.get(0);
        }
    }

    @Override
    public void close() {
        servers.close();
    }
}
