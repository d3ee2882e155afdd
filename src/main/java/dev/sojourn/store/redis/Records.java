package dev.sojourn.store.redis;

import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol;

/** Reads records. Safe for many threads. */
final class Records {

    private static final Log LOG = Log.of(Records.class);

    /** One command asks for no more, so that others get their turn in between. */
    private static final int MOST_AT_ONCE = 200;

    private final Layout layout;
    private final Clock clock;

    Records(Layout layout, Clock clock) {
        this.layout = layout;
        this.clock = clock;
    }

    /**
     * Commands that read records, and whose they are.
     *
     * @param commands one for each bucket, or several
     * @param keys of the records of each command
     */
    record Reading(List<Command> commands, List<List<RecordKey>> keys) {}

    Reading reading(Collection<RecordKey> keys) {
        Map<Integer, List<RecordKey>> byBucket = new TreeMap<>();
        for (RecordKey key : new LinkedHashSet<>(keys)) {
            byBucket.computeIfAbsent(layout.bucket(EncodedId.encode(key.id())), bucket -> new ArrayList<>())
                    .add(key);
        }
        List<Command> commands = new ArrayList<>();
        List<List<RecordKey>> parts = new ArrayList<>();
        for (List<RecordKey> own : byBucket.values()) {
            for (int from = 0; from < own.size(); from += MOST_AT_ONCE) {
                List<RecordKey> part = own.subList(from, Math.min(own.size(), from + MOST_AT_ONCE));
                parts.add(part);
                commands.add(new Command.Read(
                        Protocol.Command.MGET,
                        part.stream().map(layout::recordKey).toList(),
                        List.of()));
            }
        }
        return new Reading(commands, parts);
    }

    /** What was read, by key. */
    Map<RecordKey, StoredRecord> read(Reading reading, List<Object> replies) {
        Map<RecordKey, StoredRecord> found = new HashMap<>();
        for (int i = 0; i < replies.size(); i++) {
            List<RecordKey> keys = reading.keys().get(i);
            List<byte @Nullable []> values = Reply.values(replies.get(i), keys.size());
            for (int j = 0; j < keys.size(); j++) {
                StoredRecord record = readable(keys.get(j), values.get(j));
                if (record != null) {
                    found.put(keys.get(j), record);
                }
            }
        }
        return found;
    }

    /** The record in a value; null where there is none, or none that can be read, or one past its time. */
    @Nullable
    StoredRecord readable(RecordKey key, byte @Nullable [] value) {
        StoredRecord record = readable(key.kind(), EncodedId.encode(key.id()), value);
        if (record != null && !record.key().equals(key)) {
            LOG.say(Message.REDIS_RECORD_DROPPED, shortened(key), "it is another key's");
            return null;
        }
        return record;
    }

    /** The same, known by its encoded id alone. */
    @Nullable
    StoredRecord readable(RecordKind kind, byte[] encodedId, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            StoredRecord record = StoredValue.decode(kind, encodedId, value);
            return isOver(record) ? null : record;
        } catch (UnreadableRecordException e) {
            String id = EncodedId.decode(encodedId);
            var key = new RecordKey(kind, id == null ? "long" : id);
            LOG.say(Message.REDIS_RECORD_DROPPED, shortened(key), e.getMessage());
            return null;
        }
    }

    boolean isOver(StoredRecord record) {
        return !clock.instant().isBefore(record.keepUntil());
    }

    /** Enough to find it, too little to be of use, and nothing that could break a line of the log. */
    private static String shortened(RecordKey key) {
        return key.kind() + " " + Log.shortened(key.id());
    }
}
