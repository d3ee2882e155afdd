package dev.sojourn.store.redis;

import dev.sojourn.codec.ChangeCodec;
import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.store.Outbox;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.lang.System.Logger.Level;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol;

/** Copies of written records, in each bucket in the order of their writing. Safe for many threads. */
final class RedisOutbox implements Outbox {

    private static final System.Logger LOG = System.getLogger(RedisOutbox.class.getName());

    private final SessionStore recording;
    private final Server server;
    private final Layout layout;
    private final AtomicInteger turn = new AtomicInteger();

    RedisOutbox(SessionStore recording, Server server, Layout layout) {
        this.recording = recording;
        this.server = server;
        this.layout = layout;
    }

    @Override
    public SessionStore recording() {
        return recording;
    }

    /** {@inheritDoc} One trip. A touch that was followed by another touch of the same record, both waiting, is left out. */
    @Override
    public List<StoredRecord> undelivered(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit is at least 1, not " + limit);
        }
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
        List<StoredRecord> copies = new ArrayList<>();
        for (Object reply : server.send(commands)) {
            List<?> found = Reply.list(reply);
            for (int i = 0; i < found.size() && copies.size() < limit; i += 2) {
                StoredRecord copy = copy((byte[]) found.get(i), (byte[]) found.get(i + 1));
                if (copy != null) {
                    copies.add(copy);
                }
            }
        }
        return copies;
    }

    @Override
    public void delivered(Collection<StoredRecord> copies) {
        Map<Integer, List<byte[]>> byBucket = new TreeMap<>();
        for (StoredRecord copy : copies) {
            byte[] id = EncodedId.encode(copy.key().id());
            int bucket = layout.bucket(id);
            List<byte[]> words = byBucket.computeIfAbsent(bucket, any -> new ArrayList<>(List.of(layout.base(any))));
            words.add(ByteBuffer.allocate(1 + id.length)
                    .put(Layout.letter(copy.key().kind()))
                    .put(id)
                    .array());
            words.add(StoredValue.version(copy.version()));
        }
        List<Command> commands = new ArrayList<>();
        byBucket.forEach((bucket, words) -> commands.add(Command.Call.of(Script.DELIVERED, outboxKeys(bucket), words)));
        server.send(commands).forEach(Reply::checked);
    }

    @Override
    public long waiting() {
        List<Command> commands = new ArrayList<>();
        for (int bucket = 0; bucket < layout.buckets(); bucket++) {
            commands.add(Command.Read.of(Protocol.Command.ZCARD, layout.indexKey(bucket, 'o')));
        }
        return server.send(commands).stream().mapToLong(Reply::number).sum();
    }

    private List<byte[]> outboxKeys(int bucket) {
        return List.of(layout.indexKey(bucket, 'o'), layout.indexKey(bucket, 'c'));
    }

    /** Null for what cannot be read; it stays, for a release that can. */
    private static @Nullable StoredRecord copy(byte[] field, byte[] copy) {
        try {
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
            return record.withChange(ChangeCodec.decode(encoded));
        } catch (UnreadableRecordException | BufferUnderflowException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, () -> "a copy in the outbox cannot be read: " + e.getMessage());
            return null;
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
