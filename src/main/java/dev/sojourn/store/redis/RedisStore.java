package dev.sojourn.store.redis;

import dev.sojourn.CapacityException;
import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.EventChannel;
import dev.sojourn.store.Exchange;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.Incarnation;
import dev.sojourn.store.NamespaceIndex;
import dev.sojourn.store.Outbox;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.store.guard.Guard;
import dev.sojourn.store.redis.Writes.Intent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The storage {@code redis}; the layout is told on the package. A record that is in the way though it is over or cannot be read is known only
 * once the server has shown it; the write is then made in the place of exactly that value. Safe for many threads.
 */
final class RedisStore implements SessionStore {

    private static final String NAME = "redis";

    /** Who listens hears from this node itself more often than that. */
    private static final Duration SILENCE = Duration.ofSeconds(35);

    private static final byte[] PONG = Scores.text("PONG");

    private final Server server;
    private final Records records;
    private final Writes writes;
    private final Map<Class<?>, Object> capabilities;

    private RedisStore(Server server, Records records, Writes writes, Map<Class<?>, Object> capabilities) {
        this.server = server;
        this.records = records;
        this.writes = writes;
        this.capabilities = capabilities;
    }

    /**
     * A store over this wire, which it closes.
     *
     * @param listening makes connections to listen on; null where there are none
     */
    static RedisStore over(
            Wire wire, @Nullable Function<Deadline, Link.Opened> listening, RedisOptions options, Clock clock) {
        var server = new Server(wire, new Guard(NAME, options.timeout()));
        Layout layout = Layout.of(options.prefix(), wire.cluster());
        var records = new Records(layout, clock);
        var writes = new Writes(layout, clock, options.indexed(), false);
        Map<Class<?>, Object> capabilities = new HashMap<>();
        capabilities.put(Incarnation.class, new RedisIncarnation(server, layout));
        if (listening != null) {
            byte[] name = layout.channel(options.database());
            capabilities.put(EventChannel.class, new RedisChannel(server, name, listening, options.timeout(), SILENCE));
        }
        if (options.indexed()) {
            var indexes = new RedisIndexes(server, layout, records);
            capabilities.put(SearchIndex.class, indexes);
            capabilities.put(NamespaceIndex.class, indexes);
            capabilities.put(ExpiryIndex.class, indexes);
        }
        RedisStore recording = with(server, records, writes.withCopies(), capabilities);
        capabilities.put(Outbox.class, new RedisOutbox(recording, server, layout));
        return with(server, records, writes, capabilities);
    }

    private static RedisStore with(Server server, Records records, Writes writes, Map<Class<?>, Object> capabilities) {
        Map<Class<?>, Object> all = new HashMap<>(capabilities);
        var store = new RedisStore(server, records, writes, all);
        if (!server.cluster()) {
            AtomicWrites atomic = store::writeAll;
            all.put(AtomicWrites.class, atomic);
        }
        return store;
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
        Records.Reading reading = records.reading(keys);
        return records.read(reading, server.send(reading.commands()));
    }

    @Override
    public boolean create(StoredRecord record) {
        return apply(new RecordWrite.Create(record)) == WriteOutcome.WRITTEN;
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        return apply(new RecordWrite.Replace(current, next));
    }

    @Override
    public boolean delete(RecordKey key) {
        return records.readable(key, Reply.bytes(server.send(writes.deletion(key)))) != null;
    }

    /**
     * {@inheritDoc}
     *
     * <p>One trip. On a Cluster nodes do not wait for one another: what is read of a record written here is read after that write, but
     * another record may be read before writes on other nodes have happened.
     */
    @Override
    public Exchange exchange(List<RecordWrite> wanted, Collection<RecordKey> reads) {
        if (wanted.stream().anyMatch(this::isTooLate)) {
            return SessionStore.super.exchange(wanted, reads);
        }
        return server.operation(() -> {
            Records.Reading reading = records.reading(reads);
            List<Command> commands = new ArrayList<>();
            for (RecordWrite write : wanted) {
                commands.add(writes.call(List.of(Intent.of(write))));
            }
            commands.addAll(reading.commands());
            List<Object> replies = server.send(commands);
            List<WriteOutcome> outcomes = new ArrayList<>();
            for (int i = 0; i < wanted.size(); i++) {
                outcomes.add(outcome(wanted.get(i), replies.get(i)));
            }
            return new Exchange(outcomes, records.read(reading, replies.subList(wanted.size(), replies.size())));
        });
    }

    /** The capability {@link AtomicWrites}, for what can be in one bucket only. */
    boolean writeAll(List<RecordWrite> wanted) {
        if (wanted.isEmpty()) {
            return true;
        }
        return server.operation(() -> {
            if (wanted.stream().anyMatch(this::isTooLate)) {
                return false;
            }
            List<Intent> intents =
                    new ArrayList<>(wanted.stream().map(Intent::of).toList());
            while (true) {
                Conflict conflict = conflict(server.send(writes.call(intents)), wanted);
                if (conflict == null) {
                    return true;
                }
                RecordWrite failed = wanted.get(conflict.place());
                if (failed instanceof RecordWrite.Replace || isThere(failed.key(), conflict.value())) {
                    return false;
                }
                intents.set(conflict.place(), intents.get(conflict.place()).inPlaceOf(conflict.value()));
            }
        });
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return Optional.ofNullable(capabilities.get(type)).map(type::cast);
    }

    @Override
    public <T extends @Nullable Object> T operation(Supplier<T> work) {
        return server.operation(work);
    }

    /** A failover drops the last writes, and a server may be emptied. */
    @Override
    public boolean mayLose() {
        return true;
    }

    @Override
    public void ping() {
        for (Object reply : server.sendToMasters(new Command.Read(Protocol.Command.PING, List.of(), List.of()))) {
            if (!Arrays.equals(Reply.bytes(reply), PONG)) {
                throw Failures.strange(null);
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private WriteOutcome apply(RecordWrite write) {
        return server.operation(() -> {
            if (isTooLate(write)) {
                return load(write.key()) == null ? WriteOutcome.ABSENT : WriteOutcome.CONFLICT;
            }
            return outcome(write, server.send(writes.call(List.of(Intent.of(write)))));
        });
    }

    private WriteOutcome outcome(RecordWrite write, @Nullable Object firstReply) {
        Intent intent = Intent.of(write);
        Object reply = firstReply;
        while (true) {
            Conflict conflict = conflict(reply, List.of(write));
            if (conflict == null) {
                return WriteOutcome.WRITTEN;
            }
            if (isThere(write.key(), conflict.value())) {
                return WriteOutcome.CONFLICT;
            }
            if (write instanceof RecordWrite.Replace) {
                return WriteOutcome.ABSENT;
            }
            // Each turn after the first means that somebody else's write came between, so this ends.
            intent = intent.inPlaceOf(conflict.value());
            reply = server.send(writes.call(List.of(intent)));
        }
    }

    /**
     * What stood in the way of a write.
     *
     * @param place which of the writes
     * @param value what is there, or null
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Conflict(int place, byte @Nullable [] value) {}

    /** Null when all was written. */
    private @Nullable Conflict conflict(@Nullable Object reply, List<RecordWrite> wanted) {
        if (reply instanceof JedisDataException error
                && Failures.outOfMemory(error)
                && wanted.stream().anyMatch(RecordWrite.Create.class::isInstance)) {
            throw full();
        }
        if (Reply.checked(reply) instanceof List<?> conflict && conflict.size() == 2) {
            long number = Reply.number(conflict.get(0));
            if (number >= 1 && number <= wanted.size()) {
                return new Conflict((int) number - 1, Reply.bytes(conflict.get(1)));
            }
        } else if (Reply.number(reply) == 1) {
            return null;
        }
        throw Failures.strange(null);
    }

    private CapacityException full() {
        byte[] memory = Scores.text("memory");
        Object info = server.send(new Command.Read(Protocol.Command.INFO, List.of(), List.of(memory)));
        String maxmemory = Reply.field(info, "maxmemory");
        return new CapacityException(
                "redis' maxmemory", maxmemory.matches("[0-9]{1,18}") ? Long.parseLong(maxmemory) : 0);
    }

    private boolean isThere(RecordKey key, byte @Nullable [] value) {
        return records.readable(key, value) != null;
    }

    /** Whether what is to be replaced is over, which only our clock knows. */
    private boolean isTooLate(RecordWrite write) {
        return write instanceof RecordWrite.Replace replace && records.isOver(replace.current());
    }
}
