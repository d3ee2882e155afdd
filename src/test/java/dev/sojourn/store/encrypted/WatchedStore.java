package dev.sojourn.store.encrypted;

import dev.sojourn.codec.RecordCodec;
import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.Exchange;
import dev.sojourn.store.ForwardingStore;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store that remembers all that it was given to store, as bytes. */
final class WatchedStore extends ForwardingStore {

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<StoredRecord> written = new CopyOnWriteArrayList<>();

    WatchedStore(SessionStore real) {
        super(real);
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
    public boolean create(StoredRecord record) {
        return super.create(noted(record));
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        return super.replace(current, noted(next));
    }

    @Override
    public Exchange exchange(List<RecordWrite> writes, Collection<RecordKey> reads) {
        note(writes);
        return store().exchange(writes, reads);
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        if (type != AtomicWrites.class) {
            return store().capability(type);
        }
        return store().capability(AtomicWrites.class)
                .<AtomicWrites>map(atomic -> writes -> {
                    note(writes);
                    return atomic.writeAll(writes);
                })
                .map(type::cast);
    }
}
