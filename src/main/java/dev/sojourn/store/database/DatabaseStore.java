package dev.sojourn.store.database;

import dev.sojourn.CapacityException;
import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.Exchange;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.store.database.Database.Prepared;
import dev.sojourn.store.guard.RefusedException;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The storage {@code database}: the port over the table of records. A write that tells no history is one statement and no more; any other is
 * one transaction. Safe for many threads.
 */
final class DatabaseStore implements SessionStore, AtomicWrites {

    /** As in {@code sojourn.storage}. */
    static final String NAME = "database";

    private final Database database;
    private final Rows rows;
    private final RecordQueries queries;
    private final Answers answers;
    private final Clock clock;
    private final List<Object> capabilities;

    private DatabaseStore(Database database, DatabaseOptions options, Clock clock) {
        this.database = database;
        this.clock = clock;
        rows = new Rows(options.prefix());
        queries = new RecordQueries(rows);
        answers = new Answers(rows);
        capabilities = List.of(
                this,
                new DatabaseIndexes(database, rows, queries, answers, clock),
                new DatabaseHistory(database, rows, options.timeout()),
                new DatabaseMirror(database, rows, queries, answers, clock));
    }

    static DatabaseStore open(DatabaseOptions options, Clock clock) {
        return new DatabaseStore(Database.open(options), options, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable StoredRecord load(RecordKey key) {
        return loadAll(List.of(key)).get(key);
    }

    @Override
    public Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        long now = now();
        return database.trip((link, to) -> read(link, to, keys, now));
    }

    @Override
    public boolean create(StoredRecord record) {
        return writeAll(List.of(new RecordWrite.Create(record)));
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        return exchange(List.of(new RecordWrite.Replace(current, next)), List.of())
                .outcomes()
                .get(0);
    }

    @Override
    public boolean writeAll(List<RecordWrite> writes) {
        List<Step> steps = writes.stream().map(write -> Step.of(write, rows)).toList();
        long now = now();
        return database.trip((link, to) -> {
            List<Step> trying = steps;
            while (true) {
                List<Step> these = trying;
                Set<Step> done = write(link, to, these, now, true);
                if (done.size() == these.size()) {
                    return true;
                }
                List<Step> again = inPlaceOfUnanswerable(link, to, these, done, now);
                if (again.equals(these)) {
                    return false;
                }
                trying = again;
            }
        });
    }

    @Override
    public Exchange exchange(List<RecordWrite> writes, Collection<RecordKey> reads) {
        List<Step> steps = writes.stream().map(write -> Step.of(write, rows)).toList();
        long now = now();
        return database.trip((link, to) -> {
            Set<RecordKey> done = new HashSet<>();
            List<Step> trying = steps;
            while (!trying.isEmpty()) {
                Set<Step> written = write(link, to, trying, now, false);
                written.forEach(step -> done.add(step.next().key()));
                List<Step> failed =
                        trying.stream().filter(step -> !written.contains(step)).toList();
                List<Step> again = inPlaceOfUnanswerable(link, to, failed, Set.of(), now);
                trying = again.equals(failed) ? List.of() : again;
            }
            return new Exchange(outcomes(link, to, steps, done, now), read(link, to, reads, now));
        });
    }

    @Override
    public boolean delete(RecordKey key) {
        String id = rows.id(key);
        long now = now();
        return database.trip((link, to) -> link.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "DELETE FROM " + RecordRow.TABLE + " WHERE id = ? AND keep_until > ?")) {
                statement.setString(1, id);
                statement.setLong(2, now);
                return statement.executeUpdate() == 1;
            }
        }));
    }

    @Override
    public <T extends @Nullable Object> T operation(Supplier<T> work) {
        return database.operation(work);
    }

    @Override
    public void ping() {
        boolean unused = database.trip((link, to) -> link.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
                return statement.execute();
            }
        }));
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return capabilities.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    @Override
    public void close() {
        database.close();
    }

    private long now() {
        return Rows.millis(clock.instant());
    }

    /** Does these; all or, where {@code allOrNone}, none. */
    private Set<Step> write(Link link, Prepared to, List<Step> steps, long now, boolean allOrNone) {
        steps.forEach(step -> to.requireRoom(step.row()));
        try {
            return written(link, to, steps, now, allOrNone);
        } catch (RefusedException refusal) {
            if (Failures.isFull(refusal) && steps.stream().anyMatch(Step::creates)) {
                throw new CapacityException("the database's free space", 0);
            }
            throw refusal;
        }
    }

    private Set<Step> written(Link link, Prepared to, List<Step> steps, long now, boolean allOrNone) {
        var writes = new RecordWrites(to.flavor(), rows);
        if (steps.size() == 1 && rows.history(steps.get(0).next()) == null) {
            return link.write(connection -> writes.write(link, connection, steps, now, allOrNone));
        }
        Set<Step> done = new HashSet<>();
        Boolean unused = link.transaction(connection -> {
            done.addAll(writes.write(link, connection, steps, now, allOrNone));
            if (allOrNone && done.size() < steps.size()) {
                return null;
            }
            writes.addHistory(
                    link,
                    connection,
                    steps.stream().filter(done::contains).map(Step::next).toList());
            return true;
        });
        return done;
    }

    /** Those that were not done because of a row that is over, or cannot be read, shall take its place; the others stay as they are. */
    private List<Step> inPlaceOfUnanswerable(Link link, Prepared to, List<Step> steps, Set<Step> done, long now) {
        List<String> ids = steps.stream()
                .filter(step -> step.inserts() && !done.contains(step))
                .map(step -> step.row().id)
                .toList();
        if (ids.isEmpty()) {
            return steps;
        }
        Map<String, RecordRow> there = new HashMap<>();
        link.query(to.unit(), session -> queries.byId(session, ids)).forEach(row -> there.put(row.id, row));
        List<Step> next = new ArrayList<>();
        for (Step step : steps) {
            RecordRow row = there.get(step.row().id);
            next.add(row == null || answers.record(row, now) != null ? step : step.inPlaceOf(row));
        }
        return next;
    }

    private List<WriteOutcome> outcomes(Link link, Prepared to, List<Step> steps, Set<RecordKey> done, long now) {
        List<RecordKey> notDone = steps.stream()
                .filter(step -> !step.inserts())
                .map(step -> step.next().key())
                .filter(key -> !done.contains(key))
                .toList();
        Set<RecordKey> there =
                notDone.isEmpty() ? Set.of() : read(link, to, notDone, now).keySet();
        return steps.stream()
                .map(step -> {
                    RecordKey key = step.next().key();
                    if (done.contains(key)) {
                        return WriteOutcome.WRITTEN;
                    }
                    return step.inserts() || there.contains(key) ? WriteOutcome.CONFLICT : WriteOutcome.ABSENT;
                })
                .toList();
    }

    private Map<RecordKey, StoredRecord> read(Link link, Prepared to, Collection<RecordKey> keys, long now) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        Set<String> ids = new HashSet<>();
        keys.forEach(key -> ids.add(rows.id(key)));
        Map<RecordKey, StoredRecord> found = new HashMap<>();
        for (RecordRow row : link.query(to.unit(), session -> queries.byId(session, ids))) {
            StoredRecord record = answers.record(row, now);
            if (record != null) {
                found.put(record.key(), record);
            }
        }
        return found;
    }
}
