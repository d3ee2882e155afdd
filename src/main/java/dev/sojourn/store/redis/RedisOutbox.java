package dev.sojourn.store.redis;

import dev.sojourn.codec.ChangeCodec;
import dev.sojourn.codec.UnknownChangeException;
import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.Outbox;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import redis.clients.jedis.Protocol;

/**
 * Copies of written records, in each bucket in the order of their writing. Safe for many threads.
 *
 * <p>A copy whose change is of a kind that only a later release knows is answered without its change. Once it is delivered it waits, in a set of
 * its own where it is in nobody's way, for a node of that release, which delivers it again with its entry in the history.
 */
final class RedisOutbox implements Outbox {

    private static final Log LOG = Log.of(RedisOutbox.class);

    /** The handle of such a copy. */
    private static final Object OF_A_LATER_RELEASE = new Object();

    private final SessionStore recording;
    private final Server server;
    private final Layout layout;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicBoolean toldOfLaterRelease = new AtomicBoolean();

    RedisOutbox(SessionStore recording, Server server, Layout layout) {
        this.recording = recording;
        this.server = server;
        this.layout = layout;
    }

    @Override
    public SessionStore recording() {
        return recording;
    }

    /**
     * {@inheritDoc} One trip, and one more to put aside what cannot be read. A touch that was followed by another touch of the same record,
     * both waiting, is left out.
     */
    @Override
    public List<StoredRecord> undelivered(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit is at least 1, not " + limit);
        }
        List<StoredRecord> copies = new ArrayList<>();
        boolean again;
        do {
            again = look(limit, copies);
        } while (again && copies.isEmpty());
        return copies;
    }

    /** Looks for copies once; answers whether some were put aside, behind which there may be others. */
    private boolean look(int limit, List<StoredRecord> copies) {
        int buckets = layout.buckets();
        // Each bucket has about as many as the others, and every one has its turn to be the first.
        int each = buckets == 1 ? limit : Math.min(limit, 8 + 2 * limit / buckets);
        int first = Math.floorMod(turn.getAndIncrement(), buckets);
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < buckets; i++) {
            int bucket = (first + i) % buckets;
            commands.add(Command.Call.of(
                    Script.UNDELIVERED, outboxKeys(bucket), List.of(layout.base(bucket), Scores.text(each))));
        }
        List<Object> replies = server.send(commands);
        List<Command> aside = new ArrayList<>();
        for (int i = 0; i < buckets; i++) {
            List<?> found = Reply.list(replies.get(i));
            List<byte[]> unreadable = read(Reply.list(found.get(0)), limit, true, copies);
            unreadable.addAll(read(Reply.list(found.get(1)), limit, false, copies));
            if (!unreadable.isEmpty()) {
                aside.add(aside((first + i) % buckets, unreadable));
            }
        }
        server.send(aside).forEach(Reply::checked);
        return !aside.isEmpty();
    }

    /** Adds what can be read, up to a limit, also without its change when so told; answers fields and copies of what cannot. */
    private static List<byte[]> read(List<?> found, int limit, boolean withoutChange, List<StoredRecord> to) {
        List<byte[]> unreadable = new ArrayList<>();
        for (int i = 0; i < found.size() && to.size() < limit; i += 2) {
            byte[] field = (byte[]) found.get(i);
            byte[] copy = found.get(i + 1) instanceof byte[] bytes ? bytes : new byte[0];
            try {
                StoredRecord record = copy(field, copy);
                if (withoutChange || record.handle() != OF_A_LATER_RELEASE) {
                    to.add(record);
                }
            } catch (UnreadableRecordException | BufferUnderflowException | IllegalArgumentException e) {
                LOG.say(Message.REDIS_COPY_PUT_ASIDE, e);
                unreadable.add(field);
                unreadable.add(copy);
            }
        }
        return unreadable;
    }

    private Command aside(int bucket, List<byte[]> fieldsAndCopies) {
        List<byte[]> keys = new ArrayList<>(outboxKeys(bucket));
        keys.add(layout.indexKey(bucket, 'u'));
        List<byte[]> words = new ArrayList<>(List.of(layout.base(bucket)));
        words.addAll(fieldsAndCopies);
        return Command.Call.of(Script.ASIDE, keys, words);
    }

    @Override
    public void delivered(Collection<StoredRecord> copies) {
        List<StoredRecord> ofALaterRelease = copies.stream()
                .filter(copy -> copy.handle() == OF_A_LATER_RELEASE)
                .toList();
        List<Command> commands =
                calls(Script.DELIVERED, copies.stream().filter(copy -> copy.handle() != OF_A_LATER_RELEASE));
        commands.addAll(calls(Script.LATER, ofALaterRelease.stream()));
        server.send(commands).forEach(Reply::checked);
        if (!ofALaterRelease.isEmpty() && toldOfLaterRelease.compareAndSet(false, true)) {
            LOG.say(Message.REDIS_CHANGES_OF_LATER);
        }
    }

    private List<Command> calls(Script script, Stream<StoredRecord> copies) {
        Map<Integer, List<byte[]>> byBucket = new TreeMap<>();
        copies.forEach(copy -> {
            byte[] id = EncodedId.encode(copy.key().id());
            int bucket = layout.bucket(id);
            List<byte[]> words = byBucket.computeIfAbsent(bucket, any -> new ArrayList<>(List.of(layout.base(any))));
            words.add(ByteBuffer.allocate(1 + id.length)
                    .put(Layout.letter(copy.key().kind()))
                    .put(id)
                    .array());
            words.add(StoredValue.version(copy.version()));
        });
        List<Command> commands = new ArrayList<>();
        byBucket.forEach((bucket, words) -> commands.add(Command.Call.of(script, outboxKeys(bucket), words)));
        return commands;
    }

    @Override
    public long waiting() {
        List<Command> commands = new ArrayList<>();
        for (int bucket = 0; bucket < layout.buckets(); bucket++) {
            commands.add(Command.Read.of(Protocol.Command.ZCARD, layout.indexKey(bucket, 'o')));
            commands.add(Command.Read.of(Protocol.Command.ZCARD, layout.indexKey(bucket, 'w')));
        }
        return server.send(commands).stream().mapToLong(Reply::number).sum();
    }

    private List<byte[]> outboxKeys(int bucket) {
        return List.of(layout.indexKey(bucket, 'o'), layout.indexKey(bucket, 'w'), layout.indexKey(bucket, 'c'));
    }

    private static StoredRecord copy(byte[] field, byte[] copy) {
        ByteBuffer name = part(ByteBuffer.wrap(field));
        RecordKind kind = Layout.kind(name.get());
        byte[] id = new byte[name.remaining()];
        name.get(id);
        ByteBuffer rest = ByteBuffer.wrap(copy);
        ByteBuffer change = part(rest);
        byte[] value = new byte[rest.remaining()];
        rest.get(value);
        StoredRecord record = StoredValue.decode(kind, id, value);
        if (!change.hasRemaining()) {
            return record;
        }
        byte[] encoded = new byte[change.remaining()];
        change.get(encoded);
        try {
            return record.withChange(ChangeCodec.decode(encoded));
        } catch (UnknownChangeException later) {
            return record.withHandle(OF_A_LATER_RELEASE);
        }
    }

    /** What follows a length of two bytes. */
    private static ByteBuffer part(ByteBuffer in) {
        int length = in.getShort() & 0xFFFF;
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = in.slice(in.position(), length);
        in.position(in.position() + length);
        return part;
    }
}
