package dev.sojourn.engine;

import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Records of one form, each read and written as a whole by compare-and-swap.
 *
 * @param <T> what a record holds
 */
final class Box<T> {

    private final SessionStore store;
    private final Swap swap;
    private final Form<T> form;

    /**
     * How a value is kept.
     *
     * @param until until when it must be
     */
    record Form<T>(Function<T, Bytes> encode, Function<Bytes, T> decode, Function<T, Instant> until) {}

    Box(SessionStore store, CheckedTokenSource random, Duration deadline, Form<T> form) {
        this.store = store;
        this.swap = new Swap(store, random, deadline);
        this.form = form;
    }

    /** What these records hold, in one trip; those that are not there or cannot be read are left out. */
    Map<RecordKey, T> load(Collection<RecordKey> keys) {
        Map<RecordKey, T> values = new LinkedHashMap<>();
        store.loadAll(keys).forEach((key, record) -> value(record).ifPresent(value -> values.put(key, value)));
        return values;
    }

    /** What one record holds, to be changed later without being read again. */
    Read<T> read(RecordKey key) {
        StoredRecord stored = store.load(key);
        return new Read<>(key, stored, value(stored));
    }

    /**
     * A record as it was read.
     *
     * @param stored null where there was none
     * @param value empty also where it cannot be read
     */
    record Read<T>(RecordKey key, @Nullable StoredRecord stored, Optional<T> value) {}

    /**
     * Changes a record until the write has won.
     *
     * @param change is given what is there, or empty; answers what shall be there, or empty for leaving it; called again after a conflict
     * @return whether it was written
     */
    boolean change(RecordKey key, UnaryOperator<Optional<T>> change) {
        return change(read(key), change);
    }

    /** The same where it was read already. */
    boolean change(Read<T> read, UnaryOperator<Optional<T>> change) {
        return swap.change(
                read.key(),
                read.stored(),
                stored -> change.apply(value(stored)).map(this::content).orElse(null));
    }

    private Swap.Content content(T value) {
        return new Swap.Content(form.until().apply(value), form.encode().apply(value));
    }

    private Optional<T> value(@Nullable StoredRecord stored) {
        try {
            return stored == null ? Optional.empty() : Optional.of(form.decode().apply(stored.body()));
        } catch (UnreadableRecordException unreadable) {
            return Optional.empty();
        }
    }
}
