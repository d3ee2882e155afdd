package dev.sojourn.store.redis;

import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol;

/** Reads the sorted sets of all buckets as one, and the records that they name. Safe for many threads. */
final class IndexReader {

    private static final byte[] NONE = {};

    private final Server server;
    private final Layout layout;
    private final Records records;

    IndexReader(Server server, Layout layout, Records records) {
        this.server = server;
        this.layout = layout;
        this.records = records;
    }

    /**
     * Sorted sets that make up an index, in each bucket.
     *
     * @param names letter and name of each
     * @param from the least score that counts
     * @param to the greatest
     * @param namespace the encoded name of the namespace whose index it is, or empty
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sets(List<byte[]> names, String from, String to, byte[] namespace) {}

    /**
     * A part of an index.
     *
     * @param entries in order; fewer than asked for does not mean that there are no more
     * @param more whether there are more
     */
    record Part(List<Entry> entries, boolean more) {
        Entry last() {
            return entries.get(entries.size() - 1);
        }
    }

    /**
     * What follows a place in an index. One trip.
     *
     * @param after the place, which need not be there; null for the first
     * @param limit at most so many
     */
    Part part(Sets sets, @Nullable Entry after, int limit) {
        if (sets.names().isEmpty()) {
            return new Part(List.of(), false);
        }
        // Each bucket has about as many as the others. One that is cut off too soon only makes the part shorter.
        int each = layout.buckets() == 1 ? limit : Math.min(limit, 8 + 4 * limit / layout.buckets());
        List<Command> commands = new ArrayList<>();
        for (int bucket = 0; bucket < layout.buckets(); bucket++) {
            for (byte[] set : sets.names()) {
                commands.add(Command.Call.of(
                        Script.PAGE,
                        List.of(layout.indexKey(bucket, (char) set[0], tail(set))),
                        List.of(
                                Scores.text(after == null ? sets.from() : Scores.ofSet(after.score())),
                                after == null ? NONE : after.member(),
                                Scores.text(sets.to()),
                                Scores.text(each))));
            }
        }
        TreeSet<Entry> merged = new TreeSet<>();
        Entry bound = null;
        for (Object reply : server.send(commands)) {
            List<Entry> own = entries(Reply.words(reply));
            merged.addAll(own);
            if (own.size() == each) {
                Entry last = own.get(each - 1);
                bound = bound == null || last.compareTo(bound) < 0 ? last : bound;
            }
        }
        Collection<Entry> sure = bound == null ? merged : merged.headSet(bound, true);
        List<Entry> entries = sure.stream().limit(limit).toList();
        return new Part(entries, bound != null || entries.size() < merged.size());
    }

    /**
     * The records of entries, in their order, null where there is none to be answered. Entries of records that are gone are taken out of the
     * indexes. One trip, or two.
     *
     * @param namespace the encoded name of the namespace whose index they are from, or empty
     */
    List<@Nullable StoredRecord> load(List<Entry> entries, byte[] namespace) {
        Map<Integer, List<Entry>> byBucket = new TreeMap<>();
        for (Entry entry : entries) {
            byBucket.computeIfAbsent(layout.bucket(entry.member()), bucket -> new ArrayList<>())
                    .add(entry);
        }
        List<Command> commands = new ArrayList<>();
        byBucket.forEach((bucket, own) -> commands.add(reading(bucket, own)));
        List<Object> replies = server.send(commands);
        Map<Entry, StoredRecord> found = new HashMap<>();
        List<Command> healing = new ArrayList<>();
        int place = 0;
        for (Map.Entry<Integer, List<Entry>> part : byBucket.entrySet()) {
            List<byte @Nullable []> values =
                    Reply.values(replies.get(place++), part.getValue().size());
            List<Entry> gone = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                Entry entry = part.getValue().get(i);
                StoredRecord record = records.readable(RecordKind.SESSION, entry.member(), values.get(i));
                if (values.get(i) == null) {
                    gone.add(entry);
                } else if (record != null) {
                    found.put(entry, record);
                }
            }
            if (!gone.isEmpty()) {
                healing.add(healing(part.getKey(), gone, namespace));
            }
        }
        server.send(healing).forEach(Reply::checked);
        return entries.stream().map(found::get).collect(Collectors.toList());
    }

    private Command reading(int bucket, List<Entry> entries) {
        List<byte[]> keys = entries.stream()
                .map(entry -> layout.recordKey(bucket, RecordKind.SESSION, entry.member()))
                .toList();
        return new Command.Read(Protocol.Command.MGET, keys, List.of());
    }

    private Command healing(int bucket, List<Entry> gone, byte[] namespace) {
        List<byte[]> rest = new ArrayList<>();
        rest.add(layout.base(bucket));
        rest.add(namespace);
        gone.forEach(entry -> rest.add(entry.member()));
        return Command.Call.of(Script.HEAL, List.of(layout.indexKey(bucket, 'l'), layout.indexKey(bucket, 'g')), rest);
    }

    private static List<Entry> entries(List<byte[]> membersAndScores) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i + 1 < membersAndScores.size(); i += 2) {
            entries.add(new Entry(Scores.read(membersAndScores.get(i + 1)), membersAndScores.get(i)));
        }
        return entries;
    }

    private static byte[] tail(byte[] set) {
        return Arrays.copyOfRange(set, 1, set.length);
    }
}
