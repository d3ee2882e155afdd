package dev.sojourn.engine;

import dev.sojourn.NotSupportedException;
import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.Exchange;
import dev.sojourn.store.ForwardingStore;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordPage;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store that tells how long the other one, which it stands around, took for each call. Closes the other one. Safe for many threads. */
public final class MeasuredStore extends ForwardingStore {

    /** Told about each call after it. Returns quickly and does not throw. */
    @FunctionalInterface
    public interface Times {

        /**
         * Takes one.
         *
         * @param operation the kind of call, one of a few words such as {@code load}
         * @param failed whether it ended with an exception that is not its caller's fault
         */
        void took(String operation, long nanos, boolean failed);
    }

    private final Times times;

    /** Around this store. */
    public MeasuredStore(SessionStore store, Times times) {
        super(store);
        this.times = times;
    }

    private <T extends @Nullable Object> T timed(String operation, Supplier<T> call) {
        long begun = System.nanoTime();
        boolean failed = true;
        try {
            T answer = call.get();
            failed = false;
            return answer;
        } catch (IllegalArgumentException | NotSupportedException refused) {
            // a bad cursor or a question that this storage has no answer to: the caller's fault
            failed = false;
            throw refused;
        } finally {
            times.took(operation, System.nanoTime() - begun, failed);
        }
    }

    @Override
    public @Nullable StoredRecord load(RecordKey key) {
        return this.<@Nullable StoredRecord>timed("load", () -> store().load(key));
    }

    @Override
    public Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> keys) {
        return timed("load-all", () -> store().loadAll(keys));
    }

    @Override
    public boolean create(StoredRecord record) {
        return timed("create", () -> store().create(record));
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        return timed("replace", () -> store().replace(current, next));
    }

    @Override
    public boolean delete(RecordKey key) {
        return timed("delete", () -> store().delete(key));
    }

    @Override
    public Exchange exchange(List<RecordWrite> writes, Collection<RecordKey> reads) {
        return timed("exchange", () -> store().exchange(writes, reads));
    }

    /** Those that requests wait for are measured, too. */
    @Override
    public <T> Optional<T> capability(Class<T> type) {
        Optional<T> plain = store().capability(type);
        if (type == AtomicWrites.class) {
            return plain.map(AtomicWrites.class::cast).map(this::measured).map(type::cast);
        }
        return type == SearchIndex.class
                ? plain.map(SearchIndex.class::cast).map(Search::new).map(type::cast)
                : plain;
    }

    private AtomicWrites measured(AtomicWrites plain) {
        return writes -> timed("write-all", () -> plain.writeAll(writes));
    }

    private final class Search implements SearchIndex {

        private final SearchIndex plain;

        Search(SearchIndex plain) {
            this.plain = plain;
        }

        @Override
        public RecordPage search(RecordFilter filter, @Nullable String cursor, int limit) {
            return timed("search", () -> plain.search(filter, cursor, limit));
        }

        @Override
        public long count(RecordFilter filter) {
            return timed("count", () -> plain.count(filter));
        }
    }
}
