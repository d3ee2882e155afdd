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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.StringDataType;

/**
 * Sessions in one file, in H2's MVStore: they survive a restart, on one node. A value is the whole record, so its content and its end travel
 * together, and the map changes it in one atomic step. What was written in the second before a crash may be lost.
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
        var strings = new MVMap.Builder<String, String>();
        this.file = new MVStore.Builder().fileName(path).open();
        this.map = file.openMap("sessions", strings.keyType(StringDataType.INSTANCE).valueType(StringDataType.INSTANCE));
        this.clock = clock;
    }

    @Override
    public String name() {
        return "custom";
    }

    @Override
    public StoredRecord load(RecordKey key) {
        return readable(with(map -> map.get(name(key))));
    }

    @Override
    public Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> keys) {
        return keys.stream().distinct().map(this::load).filter(Objects::nonNull)
                .collect(Collectors.toMap(StoredRecord::key, record -> record));
    }

    @Override
    public boolean create(StoredRecord record) {
        String value = value(record);
        // one that is over, or cannot be read, makes room
        return value == with(map -> map.compute(
                name(record.key()), (name, there) -> readable(there) == null ? value : there));
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        String value = value(next);
        String now = with(map -> map.computeIfPresent(name(next.key()), (name, there) -> {
            StoredRecord record = readable(there);
            return record != null && record.version().equals(current.version()) ? value : there;
        }));
        if (now == value) {
            return WriteOutcome.WRITTEN;
        }
        return readable(now) == null ? WriteOutcome.ABSENT : WriteOutcome.CONFLICT;
    }

    @Override
    public boolean delete(RecordKey key) {
        return readable(with(map -> map.remove(name(key)))) != null;
    }

    @Override
    public void ping() {
        with(map -> map.isEmpty());
    }

    @Override
    public List<StoredRecord> expired(Instant now, int limit) {
        return all().stream()
                .filter(record -> record.fields() != null && !isOver(record))
                .filter(record -> record.fields().endReason() == null && !record.fields().liveAt(now))
                .sorted(Comparator.comparing(record -> record.fields().expiresAt()))
                .limit(limit)
                .toList();
    }

    @Override
    public int purge(Instant now, int limit) {
        return (int) all().stream()
                .filter(record -> !now.isBefore(record.keepUntil()))
                .filter(record -> with(map -> map.remove(name(record.key()), record.handle())))
                .limit(limit)
                .count();
    }

    @Override
    @PreDestroy
    public void close() {
        file.close();
    }

    /** Every record, which is fine for the sessions of one node. */
    private List<StoredRecord> all() {
        return with(map -> map.values().stream().map(FileStore::decoded).filter(Objects::nonNull).toList());
    }

    private static String name(RecordKey key) {
        return key.kind() + ":" + key.id();
    }

    /** Each byte a character, because the map can compare Strings; a new String each time, by which a writer knows its own. */
    private static String value(StoredRecord record) {
        return new String(RecordCodec.encode(record), StandardCharsets.ISO_8859_1);
    }

    private boolean isOver(StoredRecord record) {
        return !clock.instant().isBefore(record.keepUntil());
    }

    /** The record that a value is; null where there is none, or one that is over or cannot be read. */
    private StoredRecord readable(String value) {
        StoredRecord record = decoded(value);
        return record == null || isOver(record) ? null : record;
    }

    private static StoredRecord decoded(String value) {
        try {
            return value == null
                    ? null
                    : RecordCodec.decode(value.getBytes(StandardCharsets.ISO_8859_1)).withHandle(value);
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
