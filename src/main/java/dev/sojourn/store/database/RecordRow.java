package dev.sojourn.store.database;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** One record: a row of {@code sojourn_record}. Read by Hibernate, written by {@link RecordWrites}; {@link Rows} knows what it means. */
@Entity
@Table(
        name = RecordRow.TABLE,
        indexes = {
            @Index(name = "sojourn_record_created", columnList = "realm, created_at DESC, id"),
            @Index(name = "sojourn_record_principal", columnList = "realm, principal, created_at DESC, id"),
            @Index(name = "sojourn_record_namespace", columnList = "realm, namespace, id"),
            @Index(name = "sojourn_record_due", columnList = "realm, due_at, kind, end_reason")
        })
final class RecordRow {

    static final String TABLE = "sojourn_record";

    @Id
    @Column(name = "id", nullable = false, length = 200)
    String id = "";

    @Column(name = "realm", nullable = false, length = 130)
    String realm = "";

    @Column(name = "kind", nullable = false, length = 16)
    String kind = "";

    @Column(name = "version", nullable = false)
    long version;

    @Column(name = "nonce", nullable = false)
    long nonce;

    @Column(name = "keep_until", nullable = false)
    long keepUntil;

    @Column(name = "due_at", nullable = false)
    long dueAt;

    @Column(name = "application", length = Texts.NAME)
    @Nullable
    String application;

    @Column(name = "principal", length = Texts.NAME)
    @Nullable
    String principal;

    @Column(name = "namespace", length = Texts.NAME)
    @Nullable
    String namespace;

    @Column(name = "end_reason", length = 16)
    @Nullable
    String endReason;

    @Column(name = "created_at")
    @Nullable
    Long createdAt;

    @Column(name = "last_active_at")
    @Nullable
    Long lastActiveAt;

    @Column(name = "expires_at")
    @Nullable
    Long expiresAt;

    @Column(name = "address", length = Texts.KEY)
    @Nullable
    String address;

    @Column(name = "long_texts", length = Unit.MOST_BYTES)
    byte @Nullable [] longTexts;

    @Column(name = "body", nullable = false, length = Unit.MOST_BYTES)
    byte[] body = {};

    RecordRow() {}
}
