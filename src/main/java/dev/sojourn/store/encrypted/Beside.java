package dev.sojourn.store.encrypted;

import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.StoredRecord;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an encrypted body is bound to, as bytes: different ones for whatever differs. Part of the format: a change makes all encrypted records
 * unreadable.
 */
final class Beside {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final DataOutputStream out = new DataOutputStream(bytes);

    private Beside() {}

    /** Some of the content. */
    @FunctionalInterface
    private interface Content {
        void writeTo(Beside out) throws IOException;
    }

    private static byte[] bytesOf(Content content) {
        var out = new Beside();
        try {
            content.writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.bytes.toByteArray();
    }

    /** One key for one purpose. */
    static byte[] purpose(String purpose, RecordKey key) {
        return bytesOf(out -> {
            out.text(purpose);
            out.key(key);
        });
    }

    /** A record as it is stored, but for its body and how long it is kept. */
    static byte[] record(StoredRecord record) {
        return bytesOf(out -> {
            out.key(record.key());
            out.out.writeLong(record.version().number());
            out.out.writeLong(record.version().nonce());
            IndexedFields fields = record.fields();
            out.out.writeBoolean(fields != null);
            if (fields != null) {
                out.fields(fields);
            }
        });
    }

    private void key(RecordKey key) throws IOException {
        out.writeByte(
                switch (key.kind()) {
                    case SESSION -> 's';
                    case PRINCIPAL -> 'p';
                    case ATTEMPTS -> 'a';
                    case LEASE -> 'l';
                    case DEVICES -> 'd';
                    case REVOCATION -> 'r';
                });
        text(key.id());
    }

    private void fields(IndexedFields fields) throws IOException {
        text(fields.application());
        text(fields.principal());
        text(fields.namespace());
        text(fields.endReason() == null ? null : fields.endReason().code());
        instant(fields.createdAt());
        instant(fields.lastActiveAt());
        instant(fields.expiresAt());
    }

    /** UTF-16, which says every text, half surrogate pairs included. */
    private void text(@Nullable String text) throws IOException {
        out.writeInt(text == null ? -1 : text.length());
        if (text != null) {
            out.writeChars(text);
        }
    }

    /** Milliseconds, which is what every storage keeps. */
    private void instant(Instant instant) throws IOException {
        out.writeLong(millis(instant));
    }

    /** What no storage of ours wrote may be too far away for a long. */
    private static long millis(Instant instant) {
        try {
            return instant.equals(Instant.MAX) ? Long.MAX_VALUE : instant.toEpochMilli();
        } catch (ArithmeticException tooFar) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
