package dev.sojourn.support;

import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store around a real one that notes every operation, can stop a chosen thread at a chosen one until it is let go, and
 * can let chosen ones fail, before they happened or after. Safe for many threads.
 */
public final class StoppingStore implements SessionStore {

    /** An operation of the port. */
    public enum Operation {
        LOAD,
        LOAD_ALL,
        CREATE,
        REPLACE,
        DELETE
    }

    /** Whether the real store has not been asked yet, or has answered. */
    public enum Moment {
        BEFORE,
        AFTER
    }

    /** A place where a thread can be stopped or an operation can fail. */
    public record Point(Moment moment, Operation operation, RecordKind kind) {

        boolean isWrite() {
            return operation == Operation.CREATE || operation == Operation.REPLACE || operation == Operation.DELETE;
        }
    }

    private record Failure(Predicate<Point> where, Supplier<RuntimeException> what) {}

    private final SessionStore real;
    private final List<Point> points = new CopyOnWriteArrayList<>();
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private volatile @Nullable Supplier<RuntimeException> pingFailure;
    private final Map<Thread, Stall<?>> stalls = new ConcurrentHashMap<>();

    /** Around this store, which it closes. */
    public StoppingStore(SessionStore real) {
        this.real = real;
    }

    /** Before the operation on a record of this kind. */
    public static Predicate<Point> before(Operation operation, RecordKind kind) {
        return new Point(Moment.BEFORE, operation, kind)::equals;
    }

    /** After the operation on a record of this kind. */
    public static Predicate<Point> after(Operation operation, RecordKind kind) {
        return new Point(Moment.AFTER, operation, kind)::equals;
    }

    /** Before any operation. */
    public static Predicate<Point> beforeAny() {
        return point -> point.moment() == Moment.BEFORE;
    }

    /** Starts the call in a thread of its own, and returns when that thread stands at the point or has finished before. */
    public <T> Stall<T> stall(Predicate<Point> where, Callable<T> call) {
        return stall(where, 0, call);
    }

    /** The same, letting the thread pass so many such points before. */
    public <T> Stall<T> stall(Predicate<Point> where, int passed, Callable<T> call) {
        var stall = new Stall<T>(where, passed, call);
        stall.start(stalls);
        return stall;
    }

    /** Lets operations fail there from now on. */
    public void failAt(Predicate<Point> where, Supplier<RuntimeException> what) {
        failures.add(new Failure(where, what));
    }

    /** Nothing fails any more. */
    public void heal() {
        failures.clear();
    }

    /** Forgets the operations noted so far. */
    public void forgetOperations() {
        points.clear();
    }

    /** How many operations there were since. */
    public long operations() {
        return points.stream().filter(beforeAny()).count();
    }

    /** How many writes of records of this kind there were since. */
    public long writes(RecordKind kind) {
        return points.stream()
                .filter(beforeAny().and(Point::isWrite).and(point -> point.kind() == kind))
                .count();
    }

    private <T extends @Nullable Object> T around(Operation operation, RecordKind kind, Supplier<T> call) {
        reach(new Point(Moment.BEFORE, operation, kind));
        T answer = call.get();
        reach(new Point(Moment.AFTER, operation, kind));
        return answer;
    }

    private void reach(Point point) {
        points.add(point);
        Stall<?> stall = stalls.get(Thread.currentThread());
        if (stall != null) {
            stall.reach(point);
        }
        for (Failure failure : failures) {
            if (failure.where().test(point)) {
                throw failure.what().get();
            }
        }
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public @Nullable StoredRecord load(RecordKey key) {
        return around(Operation.LOAD, key.kind(), () -> real.load(key));
    }

    @Override
    public Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> keys) {
        return around(Operation.LOAD_ALL, RecordKind.SESSION, () -> real.loadAll(keys));
    }

    @Override
    public boolean create(StoredRecord record) {
        return around(Operation.CREATE, record.key().kind(), () -> real.create(record));
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        return around(Operation.REPLACE, next.key().kind(), () -> real.replace(current, next));
    }

    @Override
    public boolean delete(RecordKey key) {
        return around(Operation.DELETE, key.kind(), () -> real.delete(key));
    }

    /** Lets pings fail from now on. */
    public void failPings(Supplier<RuntimeException> what) {
        pingFailure = what;
    }

    @Override
    public void ping() {
        if (pingFailure != null) {
            throw pingFailure.get();
        }
        real.ping();
    }

    /** Not to write several records in one step: here every write can be stopped. */
    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return type == AtomicWrites.class ? Optional.empty() : real.capability(type);
    }

    @Override
    public void close() {
        real.close();
    }
}
