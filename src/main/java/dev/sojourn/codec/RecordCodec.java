package dev.sojourn.codec;

import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as bytes: the envelope, for storages that keep a record as one value. Either whole ({@link #encode}), or without its key
 * ({@link #encodeContent}) where the storage keeps the value under that key anyway.
 *
 * <p>Instants are kept to the millisecond, rounded down; those of a session as distances from its creation. Any text is kept exactly,
 * half surrogate pairs included. A store's handle and a change are not kept. Safe for many threads.
 */
public final class RecordCodec {

    private static final int FORMAT = 1;

    // In the order of their numbers in the format: append only.
    private static final List<RecordKind> KINDS = List.of(
            RecordKind.SESSION,
            RecordKind.PRINCIPAL,
            RecordKind.ATTEMPTS,
            RecordKind.LEASE,
            RecordKind.DEVICES,
            RecordKind.REVOCATION);

    private RecordCodec() {}

    /** The bytes of a whole record; the same for records that are equal. */
    public static byte[] encode(StoredRecord record) {
        return CodecWriter.write(FORMAT, out -> {
            out.number(KINDS.indexOf(record.key().kind()));
            out.key(record.key().id());
            writeContent(record, out);
        });
    }

    /**
     * The whole record in these bytes.
     *
     * @throws UnreadableRecordException for whatever {@link #encode} did not write
     */
    public static StoredRecord decode(byte[] bytes) {
        return CodecReader.read(bytes, FORMAT, in -> readContent(new RecordKey(in.constant(KINDS), in.key()), in));
    }

    /**
     * What the content of a record with this version begins with, and the content of no other: so a storage can compare versions without
     * reading records.
     */
    public static byte[] encodeVersion(Version version) {
        return CodecWriter.write(FORMAT, out -> writeVersion(version, out));
    }

    /** The bytes of all but the record's key; the same for records that are equal. */
    public static byte[] encodeContent(StoredRecord record) {
        return CodecWriter.write(FORMAT, out -> writeContent(record, out));
    }

    /**
     * The record with this key and the content in these bytes. That they were written under this key is the caller's word.
     *
     * @throws UnreadableRecordException for whatever {@link #encodeContent} did not write
     */
    public static StoredRecord decode(RecordKey key, byte[] content) {
        StoredRecord record = CodecReader.read(content, FORMAT, in -> readContent(key, in));
        byte[] version = encodeVersion(record.version());
        // the same number in more bytes than it needs: a storage that compares bytes would never let such a record be
        // replaced
        if (!Arrays.equals(version, 0, version.length, content, 0, Math.min(version.length, content.length))) {
            throw CodecReader.unreadable("its version is not written as versions are");
        }
        return record;
    }

    private static void writeContent(StoredRecord record, CodecWriter out) throws IOException {
        IndexedFields fields = record.fields();
        writeVersion(record.version(), out);
        writeFields(fields, out);
        out.instant(record.keepUntil(), base(fields));
        out.bytes(record.body());
    }

    private static void writeVersion(Version version, CodecWriter out) throws IOException {
        out.number(version.number());
        out.number(version.nonce());
    }

    private static StoredRecord readContent(RecordKey key, CodecReader in) throws IOException {
        var version = new Version(in.number(), in.number());
        IndexedFields fields = readFields(in);
        return StoredRecord.of(key, version, in.instant(base(fields)), fields, in.bytes());
    }

    private static Instant base(@Nullable IndexedFields fields) {
        return fields == null ? Instant.EPOCH : fields.createdAt();
    }

    private static void writeFields(@Nullable IndexedFields fields, CodecWriter out) throws IOException {
        if (fields == null) {
            out.nil();
            return;
        }
        out.instant(fields.createdAt());
        out.instant(fields.lastActiveAt(), fields.createdAt());
        out.instant(fields.expiresAt(), fields.createdAt());
        out.text(fields.application());
        out.text(fields.principal());
        out.text(fields.namespace());
        EndReasonCodec.write(fields.endReason(), out);
        out.text(fields.address());
    }

    private static @Nullable IndexedFields readFields(CodecReader in) throws IOException {
        if (in.nil()) {
            return null;
        }
        Instant createdAt = in.instant();
        Instant lastActiveAt = in.instant(createdAt);
        Instant expiresAt = in.instant(createdAt);
        return new IndexedFields(
                in.text(),
                in.textOrNull(),
                in.textOrNull(),
                EndReasonCodec.read(in),
                createdAt,
                lastActiveAt,
                expiresAt,
                in.textOrNull());
    }
}
