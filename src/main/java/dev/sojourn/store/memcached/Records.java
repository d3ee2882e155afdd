package dev.sojourn.store.memcached;

import dev.sojourn.SessionTooLargeException;
import dev.sojourn.codec.RecordCodec;
import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.memcached.Request.Found;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records as requests to the server that has them, and the other way round. Safe for many threads. */
final class Records {

    /** Of a value: what memcached takes by default (-I 1m), less what it and the key need. */
    static final int MOST_BYTES = (1 << 20) - 512;

    private static final Log LOG = Log.of(Records.class);

    private final Servers servers;
    private final KeyTexts keys;
    private final Clock clock;

    Records(Servers servers, KeyTexts keys, Clock clock) {
        this.servers = servers;
        this.keys = keys;
        this.clock = clock;
    }

    /** The text of a record's key. */
    String text(RecordKey key) {
        return keys.of(key);
    }

    /** The server that has it. */
    ServerLink link(String text) {
        return servers.of(text);
    }

    /**
     * The value that a record is kept as.
     *
     * @throws SessionTooLargeException when no server would take it
     */
    static byte[] value(StoredRecord record) {
        byte[] value = RecordCodec.encode(record);
        if (value.length > MOST_BYTES) {
            throw new SessionTooLargeException(value.length, MOST_BYTES, "a memcached item");
        }
        return value;
    }

    Request add(StoredRecord record, byte[] value) {
        String text = text(record.key());
        return Request.add(link(text), text, value, expiry(record));
    }

    Request replace(StoredRecord record, byte[] value, Handle handle) {
        String text = text(record.key());
        return Request.replace(link(text), text, value, expiry(record), handle);
    }

    Request delete(RecordKey key, Handle handle) {
        String text = text(key);
        return Request.delete(link(text), text, handle);
    }

    private int expiry(StoredRecord record) {
        return Expiry.of(record.keepUntil(), clock.instant());
    }

    /** What stands under a key, read now; null for nothing. */
    @Nullable
    Found find(RecordKey key) {
        String text = text(key);
        Request request = Request.gets(link(text), List.of(text));
        Trips.run(List.of(request));
        return request.found().get(text);
    }

    /** The record in a value; null where there is none, or none that can be read, or one past its time. */
    @Nullable
    StoredRecord readable(RecordKey key, @Nullable Found found) {
        if (found == null) {
            return null;
        }
        try {
            StoredRecord record = RecordCodec.decode(found.value().toArray());
            if (record.key().equals(key)) {
                return isOver(record) ? null : record.withHandle(found.handle());
            }
            LOG.say(Message.MEMCACHED_RECORD_DROPPED, shortened(key), "it is another key's");
        } catch (UnreadableRecordException e) {
            LOG.say(Message.MEMCACHED_RECORD_DROPPED, shortened(key), e.getMessage());
        }
        return null;
    }

    boolean isOver(StoredRecord record) {
        return !clock.instant().isBefore(record.keepUntil());
    }

    /** Enough to find it, too little to be of use, and nothing that could break a line of the log. */
    private static String shortened(RecordKey key) {
        return key.kind() + " " + Log.shortened(key.id());
    }
}
