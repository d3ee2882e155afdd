package dev.sojourn.store.jcache;

import dev.sojourn.StorageTimeoutException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.codec.RecordCodec;
import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The base port over any JCache cache, without capabilities.
 *
 * <p>A value is the record's envelope, its bytes as a String of ISO-8859-1. JCache's {@code replace(key, old, new)} is the
 * compare-and-swap, and a String is equal by content with every provider, which a {@code byte[]} is not. The handle of a
 * loaded record is that String, so a replace is one operation of the cache. Safe for many threads.
 */
final class JCacheStore implements SessionStore {

    private static final Log LOG = Log.of(JCacheStore.class);

    private final String name;
    private final RecordCache cache;
    private final String start;
    private final Clock clock;

    /**
     * A store over this cache, which stays its giver's to close.
     *
     * @param name as in {@code sojourn.storage}
     * @param start what stands before every key
     * @param clock judges {@code keepUntil}
     */
    JCacheStore(String name, RecordCache cache, String start, Clock clock) {
        this.name = name;
        this.cache = cache;
        this.start = start;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable StoredRecord load(RecordKey key) {
        String textKey = textKey(key);
        return readable(key, reading(() -> cache.get(textKey)));
    }

    @Override
    public Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> keys) {
        Set<String> textKeys = new HashSet<>();
        for (RecordKey key : keys) {
            textKeys.add(textKey(key));
        }
        Map<String, String> values = reading(() -> cache.getAll(textKeys));
        Map<RecordKey, StoredRecord> records = new HashMap<>();
        for (RecordKey key : keys) {
            StoredRecord record = readable(key, values.get(textKey(key)));
            if (record != null) {
                records.put(key, record);
            }
        }
        return records;
    }

    @Override
    public boolean create(StoredRecord record) {
        String textKey = textKey(record.key());
        String value = value(record);
        // Each turn after the first means that somebody else's write came between, so this ends.
        while (true) {
            if (writing(() -> cache.putIfAbsent(textKey, value, record.keepUntil()))) {
                return true;
            }
            String there = reading(() -> cache.get(textKey));
            if (there == null) {
                continue;
            }
            if (readable(record.key(), there) != null) {
                return false;
            }
            if (writing(() -> cache.replace(textKey, there, value, record.keepUntil()))) {
                return true;
            }
        }
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        if (!current.key().equals(next.key())) {
            throw new IllegalArgumentException("a record is replaced by one with the same key");
        }
        String textKey = textKey(current.key());
        String expected;
        if (current.handle() instanceof String seen) {
            expected = seen;
        } else {
            expected = reading(() -> cache.get(textKey));
            StoredRecord there = readable(current.key(), expected);
            if (there == null || expected == null) {
                return WriteOutcome.ABSENT;
            }
            if (!there.version().equals(current.version())) {
                return WriteOutcome.CONFLICT;
            }
        }
        String value = value(next);
        if (isOver(current) || !writing(() -> cache.replace(textKey, expected, value, next.keepUntil()))) {
            return load(current.key()) == null ? WriteOutcome.ABSENT : WriteOutcome.CONFLICT;
        }
        return WriteOutcome.WRITTEN;
    }

    @Override
    public boolean delete(RecordKey key) {
        String textKey = textKey(key);
        return readable(key, writing(() -> cache.getAndRemove(textKey))) != null;
    }

    @Override
    public void ping() {
        String unused = reading(() -> cache.get(start + "ping"));
    }

    /** All sessions that must still be kept, each once, in no order. Walks over the whole cache. */
    Stream<StoredRecord> sessions() {
        String sessions = textKey(new RecordKey(RecordKind.SESSION, ""));
        Iterator<Map.Entry<String, String>> entries = reading(cache::entries);
        return Stream.generate(() -> reading(() -> entries.hasNext() ? entries.next() : null))
                .takeWhile(Objects::nonNull)
                .filter(entry -> entry.getKey().startsWith(sessions))
                .map(this::listed)
                .filter(Objects::nonNull);
    }

    /** What cannot be read is left out in silence here; whoever asks for it by its key is told. */
    private @Nullable StoredRecord listed(Map.Entry<String, String> entry) {
        try {
            StoredRecord record = decode(entry.getValue());
            boolean answered = textKey(record.key()).equals(entry.getKey()) && !isOver(record);
            return answered ? record.withHandle(entry.getValue()) : null;
        } catch (UnreadableRecordException e) {
            return null;
        }
    }

    /** Nothing: the cache is its giver's. */
    @Override
    public void close() {}

    private String textKey(RecordKey key) {
        String kind = switch (key.kind()) {
            case SESSION -> "s:";
            case PRINCIPAL -> "p:";
            case ATTEMPTS -> "a:";
            case LEASE -> "l:";
            case DEVICES -> "d:";
            case REVOCATION -> "r:";
        };
        return start + kind + escaped(key.id());
    }

    /** On its way to another node a text goes through UTF-8, where half a surrogate pair would become a question mark. */
    private static String escaped(String id) {
        if (id.chars().noneMatch(c -> c == '\\' || Character.isSurrogate((char) c))) {
            return id;
        }
        StringBuilder text = new StringBuilder();
        id.chars()
                .forEach(c -> text.append(
                        c == '\\' || Character.isSurrogate((char) c)
                                ? String.format("\\%04x", c)
                                : Character.toString(c)));
        return text.toString();
    }

    private static StoredRecord decode(String value) {
        return RecordCodec.decode(value.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String value(StoredRecord record) {
        return new String(RecordCodec.encode(record), StandardCharsets.ISO_8859_1);
    }

    /** The record in a value; null where there is none, or none that can be read, or one past its time. */
    private @Nullable StoredRecord readable(RecordKey key, @Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            StoredRecord record = decode(value);
            if (record.key().equals(key)) {
                return isOver(record) ? null : record.withHandle(value);
            }
            LOG.say(Message.JCACHE_RECORD_DROPPED, shortened(key), "it is another key's");
        } catch (UnreadableRecordException e) {
            LOG.say(Message.JCACHE_RECORD_DROPPED, shortened(key), e.getMessage());
        }
        return null;
    }

    private boolean isOver(StoredRecord record) {
        return !clock.instant().isBefore(record.keepUntil());
    }

    /** Enough to find it, too little to be of use, and nothing that could break a line of the log. */
    private static String shortened(RecordKey key) {
        return key.kind() + " " + Log.shortened(key.id());
    }

    private <T extends @Nullable Object> T reading(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    private <T extends @Nullable Object> T writing(Supplier<T> call) {
        try {
            return call.get();
        } catch (IllegalStateException closed) {
            throw unavailable(closed);
        } catch (RuntimeException e) {
            // JCache does not tell whether a write that failed has happened.
            throw new StorageTimeoutException("storage '" + name + "' failed to answer a write", e);
        }
    }

    private StorageUnavailableException unavailable(RuntimeException cause) {
        return new StorageUnavailableException("storage '" + name + "' is not available", cause);
    }
}
