package dev.sojourn.store;

import dev.sojourn.EndReason;
import dev.sojourn.SessionState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes records for tests: what is not said is that of a live session of alice, kept for two hours. */
public final class RecordBuilder {

    private final RecordKey key;
    private Version version = new Version(1, 4711);
    private String application = "/shop";
    private @Nullable String principal = "alice";
    private @Nullable String namespace;
    private SessionState state = SessionState.ACTIVE;
    private Instant createdAt;
    private Instant expiresAt;
    private Instant keepUntil;
    private @Nullable String address = "192.0.2.1";
    private Bytes body = Bytes.copyOf("body".getBytes(StandardCharsets.US_ASCII));

    private RecordBuilder(RecordKey key, Instant now) {
        this.key = key;
        this.createdAt = now;
        this.expiresAt = now.plus(Duration.ofHours(1));
        this.keepUntil = now.plus(Duration.ofHours(2));
    }

    /** A session created now. */
    public static RecordBuilder session(String id, Instant now) {
        return new RecordBuilder(new RecordKey(RecordKind.SESSION, id), now);
    }

    /** A record of any kind; fields are written for sessions only. */
    public static RecordBuilder of(RecordKind kind, String id, Instant now) {
        return new RecordBuilder(new RecordKey(kind, id), now);
    }

    /** With this version in place of (1, 4711). */
    public RecordBuilder version(long number, long nonce) {
        version = new Version(number, nonce);
        return this;
    }

    RecordBuilder application(String name) {
        application = name;
        return this;
    }

    /** Of this principal, or anonymous. */
    public RecordBuilder principal(@Nullable String name) {
        principal = name;
        return this;
    }

    /** With this label, or none. */
    public RecordBuilder namespace(@Nullable String name) {
        namespace = name;
        return this;
    }

    /** Written as ended. */
    public RecordBuilder ended() {
        state = SessionState.ENDED;
        return this;
    }

    /** Created then. */
    public RecordBuilder createdAt(Instant instant) {
        createdAt = instant;
        return this;
    }

    /** Live until then. */
    public RecordBuilder expiresAt(Instant instant) {
        expiresAt = instant;
        return this;
    }

    /** Kept until then. */
    public RecordBuilder keepUntil(Instant instant) {
        keepUntil = instant;
        return this;
    }

    RecordBuilder address(@Nullable String text) {
        address = text;
        return this;
    }

    /** With this body. */
    public RecordBuilder body(byte[] bytes) {
        body = Bytes.copyOf(bytes);
        return this;
    }

    /** The record. */
    public StoredRecord build() {
        IndexedFields fields = key.kind() == RecordKind.SESSION
                ? new IndexedFields(
                        application,
                        principal,
                        namespace,
                        state == SessionState.ACTIVE ? null : EndReason.LOGOUT,
                        createdAt,
                        createdAt,
                        expiresAt,
                        address)
                : null;
        return StoredRecord.of(key, version, keepUntil, fields, body);
    }

    /** The next version of a record, with another body, and without a handle. */
    static StoredRecord next(StoredRecord record, long nonce) {
        return next(record, nonce, Bytes.copyOf(("body " + nonce).getBytes(StandardCharsets.US_ASCII)));
    }

    static StoredRecord next(StoredRecord record, long nonce, Bytes body) {
        return StoredRecord.of(record.key(), record.version().next(nonce), record.keepUntil(), record.fields(), body);
    }

    /** The next version of a record, kept until then. */
    static StoredRecord next(StoredRecord record, long nonce, Instant keepUntil) {
        return StoredRecord.of(record.key(), record.version().next(nonce), keepUntil, record.fields(), record.body());
    }
}
