package dev.sojourn.store.encrypted;

import dev.sojourn.codec.RecordCodec;
import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.Exchange;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A store that remembers all that it was given to store, as bytes. */
final class WatchedStore implements SessionStore {

    private final SessionStore real;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<StoredRecord> written = new CopyOnWriteArrayList<>();

    WatchedStore(SessionStore real) {
        this.real = real;
    }

    /** Every record that was to be written, a byte a character. */
    List<String> seen() {
        return seen;
    }

    /** The same as records; may be changed. */
    List<StoredRecord> written() {
        return written;
    }

    private StoredRecord noted(StoredRecord record) {
        written.add(record);
        seen.add(record.key() + " " + record.fields() + " "
                + new String(RecordCodec.encode(record), StandardCharsets.ISO_8859_1));
        return record;
    }

    private void note(List<RecordWrite> writes) {
        writes.forEach(write -> noted(write.next()));
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
        return real.create(noted(record));
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        return real.replace(current, noted(next));
    }

    @Override
    public boolean delete(RecordKey key) {
        return real.delete(key);
    }

    @Override
    public Exchange exchange(List<RecordWrite> writes, Collection<RecordKey> reads) {
        note(writes);
        return real.exchange(writes, reads);
    }

    @Override
    public void ping() {
        real.ping();
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        if (type != AtomicWrites.class) {
            return real.capability(type);
        }
        return real.capability(AtomicWrites.class)
                .<AtomicWrites>map(atomic -> writes -> {
                    note(writes);
                    return atomic.writeAll(writes);
                })
                .map(type::cast);
    }

    @Override
    public void close() {
        real.close();
    }
}
