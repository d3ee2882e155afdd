package com.example.shop;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.codec.RecordCodec;
import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.StringDataType;

/**
 * Sessions in one file, in H2's MVStore: they survive a restart, on one node. A value is the whole record as bytes, so its content and its
 * end travel together, and the map's own compare-and-swap is the store's. What was written in the second before a crash may be lost.
 */
@Singleton
public class FileStore implements SessionStore, ExpiryIndex {

    private static final System.Logger LOG = System.getLogger(FileStore.class.getName());

    private final MVStore file;
    private final MVMap<String, String> map;
    private final Clock clock;

    /** Opens the file, or makes it. Sojourn gives the clock. */
    @Inject
    public FileStore(@ConfigProperty(name = "shop.sessions.file") String path, Clock clock) {
        this.file = new MVStore.Builder().fileName(path).open();
        this.map = file.openMap(
                "sessions",
                new MVMap.Builder<String, String>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(StringDataType.INSTANCE));
        this.clock = clock;
    }

    @Override
    public String name() {
        return "custom";
    }

    @Override
    public StoredRecord load(RecordKey key) {
        return readable(key, with(map -> map.get(name(key))));
    }

    @Override
    public Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> keys) {
        return with(map -> {
            Map<RecordKey, StoredRecord> found = new HashMap<>();
            for (RecordKey key : keys) {
                StoredRecord record = readable(key, map.get(name(key)));
                if (record != null) {
                    found.put(key, record);
                }
            }
            return found;
        });
    }

    @Override
    public boolean create(StoredRecord record) {
        String name = name(record.key());
        String value = value(record);
        while (true) {
            String there = with(map -> map.putIfAbsent(name, value));
            if (there == null) {
                return true;
            }
            if (readable(record.key(), there) != null) {
                return false;
            }
            // over, or unreadable: the new one takes its place, unless somebody else was faster
            if (with(map -> map.replace(name, there, value))) {
                return true;
            }
        }
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        String name = name(current.key());
        String seen = current.handle() instanceof String asLoaded ? asLoaded : with(map -> map.get(name));
        StoredRecord there = readable(current.key(), seen);
        if (there == null) {
            return WriteOutcome.ABSENT;
        }
        if (there.version().equals(current.version()) && with(map -> map.replace(name, seen, value(next)))) {
            return WriteOutcome.WRITTEN;
        }
        return load(current.key()) == null ? WriteOutcome.ABSENT : WriteOutcome.CONFLICT;
    }

    @Override
    public boolean delete(RecordKey key) {
        return readable(key, with(map -> map.remove(name(key)))) != null;
    }

    @Override
    public void ping() {
        with(map -> map.isEmpty());
    }

    /** Looks at every record, which is fine for the sessions of one node. */
    @Override
    public List<StoredRecord> expired(Instant now, int limit) {
        return with(map -> map.values().stream()
                .map(this::decoded)
                .filter(record -> record != null && record.fields() != null && !isOver(record))
                .filter(record ->
                        record.fields().endReason() == null && !record.fields().liveAt(now))
                .sorted(Comparator.comparing(record -> record.fields().expiresAt()))
                .limit(limit)
                .toList());
    }

    @Override
    public int purge(Instant now, int limit) {
        return with(map -> (int) map.entrySet().stream()
                .filter(entry -> {
                    StoredRecord record = decoded(entry.getValue());
                    return record != null
                            && !now.isBefore(record.keepUntil())
                            && map.remove(entry.getKey(), entry.getValue());
                })
                .limit(limit)
                .count());
    }

    @Override
    @PreDestroy
    public void close() {
        file.close();
    }

    private static String name(RecordKey key) {
        return key.kind() + ":" + key.id();
    }

    /** Each byte a character: the map can compare Strings. */
    private static String value(StoredRecord record) {
        return new String(RecordCodec.encode(record), StandardCharsets.ISO_8859_1);
    }

    private boolean isOver(StoredRecord record) {
        return !clock.instant().isBefore(record.keepUntil());
    }

    /** The record that a value is for this key; null where there is none, or one that is over or cannot be read. */
    private StoredRecord readable(RecordKey key, String value) {
        StoredRecord record = decoded(value);
        return record == null || !record.key().equals(key) || isOver(record) ? null : record;
    }

    /** With the value itself as handle: it is what a replace has to find. */
    private StoredRecord decoded(String value) {
        try {
            return value == null
                    ? null
                    : RecordCodec.decode(value.getBytes(StandardCharsets.ISO_8859_1))
                            .withHandle(value);
        } catch (UnreadableRecordException unreadable) {
            LOG.log(System.Logger.Level.WARNING, "dropped a record: {0}", unreadable.getMessage());
            return null;
        }
    }

    private <T> T with(Function<MVMap<String, String>, T> work) {
        if (file.isClosed()) {
            throw new StorageUnavailableException("the file of the sessions is closed", null);
        }
        try {
            return work.apply(map);
        } catch (MVStoreException broken) {
            throw new StorageUnavailableException("the file of the sessions cannot be used", broken);
        }
    }
}
