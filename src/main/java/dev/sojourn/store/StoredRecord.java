package dev.sojourn.store;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One versioned record. Immutable. Equal when what is stored is equal; the store's handle and the change do not count. Its instants are whole
 * milliseconds, or {@link Instant#MAX}: a store may round finer ones down.
 */
public final class StoredRecord {

    private final RecordKey key;
    private final Version version;
    private final Instant keepUntil;
    private final @Nullable IndexedFields fields;
    private final Bytes body;
    private final @Nullable Object handle;
    private final @Nullable Change change;

    private StoredRecord(
            RecordKey key,
            Version version,
            Instant keepUntil,
            @Nullable IndexedFields fields,
            Bytes body,
            @Nullable Object handle,
            @Nullable Change change) {
        this.key = key;
        this.version = version;
        this.keepUntil = keepUntil;
        this.fields = fields;
        this.body = body;
        this.handle = handle;
        this.change = change;
    }

    /**
     * A record to be written.
     *
     * @param key its name
     * @param version its version once it is written
     * @param keepUntil until when the storage must keep it; afterwards it may go at any time. {@link Instant#MAX} for ever
     * @param fields what storages index; for sessions only, null for all other kinds
     * @param body what only the engine reads
     */
    public static StoredRecord of(
            RecordKey key, Version version, Instant keepUntil, @Nullable IndexedFields fields, Bytes body) {
        return new StoredRecord(key, version, keepUntil, fields, body, null, null);
    }

    /** The same as read by a store, with whatever that store wants to see again when this record is to be replaced. */
    public StoredRecord withHandle(Object storesOwn) {
        return new StoredRecord(key, version, keepUntil, fields, body, storesOwn, change);
    }

    /** The same with what its writing does, for storages that keep a history. */
    public StoredRecord withChange(Change what) {
        return new StoredRecord(key, version, keepUntil, fields, body, handle, what);
    }

    /** Its name. */
    public RecordKey key() {
        return key;
    }

    /** Its version. */
    public Version version() {
        return version;
    }

    /** Until when it must be kept. */
    public Instant keepUntil() {
        return keepUntil;
    }

    /** What storages index; null for kinds other than {@link RecordKind#SESSION}. */
    public @Nullable IndexedFields fields() {
        return fields;
    }

    /** What only the engine reads. */
    public Bytes body() {
        return body;
    }

    /** The store's own: a compare-and-swap id, the bytes as read; null on a record that was not read from a store. */
    public @Nullable Object handle() {
        return handle;
    }

    /** What its writing does; null on a record that was read, and on one that tells nothing. */
    public @Nullable Change change() {
        return change;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredRecord that
                && key.equals(that.key)
                && version.equals(that.version)
                && keepUntil.equals(that.keepUntil)
                && Objects.equals(fields, that.fields)
                && body.equals(that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, version);
    }

    @Override
    public String toString() {
        return "StoredRecord[" + key.kind() + " version " + version.number() + ", " + body + "]";
    }
}
