package dev.sojourn.codec;

import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole record as bytes: the envelope, for storages that keep a record as one value.
 *
 * <p>Instants are kept to the millisecond, rounded down. Any text is kept exactly, half surrogate pairs included. A store's
 * handle is not kept. Safe for many threads.
 */
public final class RecordCodec {

    private static final int FORMAT = 1;

    // In the order of their numbers in the format: append only.
    private static final List<RecordKind> KINDS =
            List.of(RecordKind.SESSION, RecordKind.PRINCIPAL, RecordKind.ATTEMPTS, RecordKind.LEASE);

    private RecordCodec() {}

    /** The bytes of a record; the same for records that are equal. */
    public static byte[] encode(StoredRecord record) {
        return CodecWriter.write(FORMAT, out -> {
            out.number(KINDS.indexOf(record.key().kind()));
            out.text(record.key().id());
            out.number(record.version().number());
            out.number(record.version().nonce());
            out.instant(record.keepUntil());
            writeFields(record.fields(), out);
            out.bytes(record.body());
        });
    }

    /**
     * The record in these bytes.
     *
     * @throws UnreadableRecordException for whatever {@link #encode} did not write
     */
    public static StoredRecord decode(byte[] bytes) {
        return CodecReader.read(
                bytes,
                FORMAT,
                in -> StoredRecord.of(
                        new RecordKey(in.constant(KINDS), in.text()),
                        new Version(in.number(), in.number()),
                        in.instant(),
                        readFields(in),
                        in.bytes()));
    }

    private static void writeFields(@Nullable IndexedFields fields, CodecWriter out) throws IOException {
        if (fields == null) {
            out.nil();
            return;
        }
        out.text(fields.application());
        out.text(fields.principal());
        out.text(fields.namespace());
        EndReasonCodec.write(fields.endReason(), out);
        out.instant(fields.createdAt());
        out.instant(fields.lastActiveAt());
        out.instant(fields.expiresAt());
        out.text(fields.address());
    }

    private static @Nullable IndexedFields readFields(CodecReader in) throws IOException {
        return in.nil()
                ? null
                : new IndexedFields(
                        in.text(),
                        in.textOrNull(),
                        in.textOrNull(),
                        EndReasonCodec.read(in),
                        in.instant(),
                        in.instant(),
                        in.instant(),
                        in.textOrNull());
    }
}
