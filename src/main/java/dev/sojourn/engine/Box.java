package dev.sojourn.engine;

import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import dev.sojourn.store.WriteOutcome;
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
    private final CheckedTokenSource random;
    private final Duration deadline;
    private final Form<T> form;

    /**
     * How a value is kept.
     *
     * @param until until when it must be
     */
    record Form<T>(Function<T, Bytes> encode, Function<Bytes, T> decode, Function<T, Instant> until) {}

    Box(SessionStore store, CheckedTokenSource random, Duration deadline, Form<T> form) {
        this.store = store;
        this.random = random;
        this.deadline = deadline;
        this.form = form;
    }

    /** What these records hold, in one trip; those that are not there or cannot be read are left out. */
    Map<RecordKey, T> load(Collection<RecordKey> keys) {
        Map<RecordKey, T> values = new LinkedHashMap<>();
        store.loadAll(keys).forEach((key, record) -> value(record).ifPresent(value -> values.put(key, value)));
        return values;
    }

    /**
     * Changes a record until the write has won.
     *
     * @param change is given what is there, or empty; answers what shall be there, or empty for leaving it; called again after a conflict
     * @return whether it was written
     */
    boolean change(RecordKey key, UnaryOperator<Optional<T>> change) {
        var patience = new Deadline(deadline);
        while (true) {
            StoredRecord stored = store.load(key);
            Optional<T> next = change.apply(value(stored));
            if (next.isEmpty()) {
                return false;
            }
            if (written(key, stored, next.get())) {
                return true;
            }
            patience.afterConflict();
        }
    }

    private boolean written(RecordKey key, @Nullable StoredRecord stored, T next) {
        Version version = stored == null
                ? new Version(1, random.nextLong())
                : stored.version().next(random.nextLong());
        var record = StoredRecord.of(
                key, version, form.until().apply(next), null, form.encode().apply(next));
        return stored == null ? store.create(record) : store.replace(stored, record) == WriteOutcome.WRITTEN;
    }

    private Optional<T> value(@Nullable StoredRecord stored) {
        try {
            return stored == null ? Optional.empty() : Optional.of(form.decode().apply(stored.body()));
        } catch (UnreadableRecordException unreadable) {
            return Optional.empty();
        }
    }
}
