package dev.sojourn.store.redis;

import dev.sojourn.SessionState;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.NamespaceIndex;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordPage;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.StoredRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol;

/**
 * Lists, counts and expiry over the sorted sets. A set names sessions; what is answered is what their records say. Safe for many threads.
 */
final class RedisIndexes implements SearchIndex, NamespaceIndex, ExpiryIndex {

    /** One search looks at no more sessions than this, and a count or an expiry at so many at a time. */
    private static final int MAX_LOOKED_AT = 1000;

    private static final int LEAST_CHUNK = 50;
    private static final int CHUNK = 200;
    private static final byte[] NO_NAMESPACE = {};
    private static final IndexReader.Sets LIST =
            new IndexReader.Sets(List.of(new byte[] {'l'}), "-inf", "+inf", NO_NAMESPACE);

    private final Server server;
    private final Layout layout;
    private final IndexReader reader;

    RedisIndexes(Server server, Layout layout, Records records) {
        this.server = server;
        this.layout = layout;
        this.reader = new IndexReader(server, layout, records);
    }

    @Override
    public RecordPage search(RecordFilter filter, @Nullable String cursor, int limit) {
        requirePositive(limit);
        Entry after = cursor == null ? null : Entry.ofCursor(cursor);
        return server.operation(() -> search(filter, after, limit));
    }

    private RecordPage search(RecordFilter filter, @Nullable Entry after, int limit) {
        List<StoredRecord> found = new ArrayList<>();
        Entry last = after;
        for (int looked = 0; looked < MAX_LOOKED_AT; ) {
            int chunk = Math.min(CHUNK, Math.max(LEAST_CHUNK, limit - found.size()));
            IndexReader.Part part = reader.part(LIST, last, chunk);
            List<@Nullable StoredRecord> records = reader.load(part.entries(), NO_NAMESPACE);
            for (int i = 0; i < records.size(); i++) {
                last = part.entries().get(i);
                StoredRecord record = records.get(i);
                if (record != null && passes(record, filter::accepts)) {
                    found.add(record);
                    if (found.size() == limit) {
                        boolean more = part.more() || i + 1 < records.size();
                        return new RecordPage(found, more ? last.cursor() : null);
                    }
                }
            }
            if (!part.more()) {
                return new RecordPage(found, null);
            }
            looked += records.size();
        }
        return new RecordPage(found, last == null ? null : last.cursor());
    }

    /**
     * {@inheritDoc}
     *
     * <p>Counting live sessions, all, anonymous ones or those of an application, costs one trip or two, however many there are. Any other count
     * reads all sessions.
     */
    @Override
    public long count(RecordFilter filter) {
        boolean byState = filter.state() == SessionState.ACTIVE
                && filter.principal() == null
                && filter.namespace() == null
                && filter.address() == null;
        return byState ? countLive(filter) : countByReading(filter);
    }

    private long countLive(RecordFilter filter) {
        return server.operation(() -> {
            List<byte[]> groups = new ArrayList<>();
            if (filter.application() == null) {
                groups.addAll(groups());
                groups.removeIf(group -> filter.anonymous() && group[0] != 'a');
            } else {
                groups.add(StoredValue.group(filter.application(), true));
                if (!filter.anonymous()) {
                    groups.add(StoredValue.group(filter.application(), false));
                }
            }
            byte[] after = Scores.text("(" + Scores.millis(filter.now()));
            List<Command> commands = new ArrayList<>();
            for (int bucket = 0; bucket < layout.buckets(); bucket++) {
                for (byte[] group : groups) {
                    byte[] set = layout.indexKey(bucket, 'x', group);
                    commands.add(Command.Read.of(Protocol.Command.ZCOUNT, set, after, Scores.text("+inf")));
                }
            }
            return server.send(commands).stream().mapToLong(Reply::number).sum();
        });
    }

    private long countByReading(RecordFilter filter) {
        long count = 0;
        Entry last = null;
        while (true) {
            IndexReader.Part part = reader.part(LIST, last, CHUNK);
            count += reader.load(part.entries(), NO_NAMESPACE).stream()
                    .filter(record -> passes(record, filter::accepts))
                    .count();
            if (!part.more() || part.entries().isEmpty()) {
                return count;
            }
            last = part.last();
        }
    }

    @Override
    public List<StoredRecord> activeIn(String namespace, @Nullable RecordKey after, int limit) {
        requirePositive(limit);
        byte[] name = EncodedId.encode(namespace);
        Entry start = after == null ? null : new Entry(0, EncodedId.encode(after.id()));
        var sets = new IndexReader.Sets(List.of(named('n', name)), "0", "0", name);
        return server.operation(() -> collect(
                sets, start, limit, fields -> fields.endReason() == null && namespace.equals(fields.namespace())));
    }

    @Override
    public List<StoredRecord> expired(Instant now, int limit) {
        requirePositive(limit);
        return server.operation(() -> {
            List<byte[]> groups =
                    groups().stream().map(group -> named('x', group)).toList();
            var sets = new IndexReader.Sets(groups, "1", Long.toString(Scores.millis(now)), NO_NAMESPACE);
            return collect(
                    sets,
                    null,
                    limit,
                    fields -> fields.endReason() == null && !fields.expiresAt().isAfter(now));
        });
    }

    /**
     * {@inheritDoc}
     *
     * <p>Redis removes records by itself, so this answers 0. It takes a bounded number of entries of records that are gone out of the sets.
     */
    @Override
    public int purge(Instant now, int limit) {
        requirePositive(limit);
        byte[] gone = Scores.text(Math.max(1, Scores.millis(now) - Writes.SLACK.toMillis()));
        List<Command> commands = new ArrayList<>();
        for (int bucket = 0; bucket < layout.buckets(); bucket++) {
            commands.add(Command.Call.of(
                    Script.SWEEP,
                    List.of(layout.indexKey(bucket, 'l'), layout.indexKey(bucket, 'g')),
                    List.of(layout.base(bucket), gone, Scores.text(limit))));
        }
        server.send(commands).forEach(Reply::checked);
        return 0;
    }

    /** Of what follows a place, the first that pass; fewer than asked for only when there are no more. */
    private List<StoredRecord> collect(
            IndexReader.Sets sets, @Nullable Entry start, int limit, Predicate<IndexedFields> test) {
        List<StoredRecord> found = new ArrayList<>();
        Entry last = start;
        while (true) {
            int chunk = Math.min(CHUNK, Math.max(LEAST_CHUNK, limit - found.size()));
            IndexReader.Part part = reader.part(sets, last, chunk);
            for (StoredRecord record : reader.load(part.entries(), sets.namespace())) {
                if (found.size() < limit && passes(record, test)) {
                    found.add(record);
                }
            }
            if (found.size() == limit || !part.more() || part.entries().isEmpty()) {
                return found;
            }
            last = part.last();
        }
    }

    /** The names of the groups that there are. */
    private List<byte[]> groups() {
        List<Command> commands = new ArrayList<>();
        for (int bucket = 0; bucket < layout.buckets(); bucket++) {
            commands.add(Command.Read.of(Protocol.Command.SMEMBERS, layout.indexKey(bucket, 'g')));
        }
        Set<byte[]> names = new TreeSet<>(Arrays::compareUnsigned);
        for (Object reply : server.send(commands)) {
            names.addAll(Reply.words(reply));
        }
        return List.copyOf(names);
    }

    private static boolean passes(@Nullable StoredRecord record, Predicate<IndexedFields> test) {
        return record != null && record.fields() != null && test.test(record.fields());
    }

    private static byte[] named(char letter, byte[] name) {
        return ByteBuffer.allocate(1 + name.length).put((byte) letter).put(name).array();
    }

    private static void requirePositive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit is at least 1, not " + limit);
        }
    }
}
