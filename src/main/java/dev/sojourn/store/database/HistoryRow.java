package dev.sojourn.store.database;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/** One entry of the history: a row of {@code sojourn_history}. Read by Hibernate, written by {@link RecordWrites}. */
@Entity
@Table(
        name = HistoryRow.TABLE,
        uniqueConstraints =
                @UniqueConstraint(
                        name = "sojourn_history_once",
                        columnNames = {"realm", "session_key", "version", "nonce"}),
        indexes = {
            @Index(name = "sojourn_history_at", columnList = "realm, happened_at, version, id"),
            @Index(name = "sojourn_history_principal", columnList = "realm, principal, happened_at, version, id")
        })
final class HistoryRow {

    static final String TABLE = "sojourn_history";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "id", nullable = false)
    long id;

    @Column(name = "realm", nullable = false, length = 130)
    String realm = "";

    @Column(name = "session_key", nullable = false, length = Texts.KEY)
    String sessionKey = "";

    @Column(name = "version", nullable = false)
    long version;

    @Column(name = "nonce", nullable = false)
    long nonce;

    @Column(name = "kind", nullable = false, length = 16)
    String kind = "";

    @Column(name = "happened_at", nullable = false)
    long happenedAt;

    @Column(name = "application", nullable = false, length = Texts.NAME)
    String application = "";

    @Column(name = "principal", length = Texts.NAME)
    @Nullable
    String principal;

    @Column(name = "namespace", length = Texts.NAME)
    @Nullable
    String namespace;

    @Column(name = "address", length = Texts.KEY)
    @Nullable
    String address;

    @Column(name = "end_reason", length = 16)
    @Nullable
    String endReason;

    @Column(name = "done_by", length = Texts.NAME)
    @Nullable
    String doneBy;

    @Column(name = "long_texts", length = Unit.MOST_BYTES)
    byte @Nullable [] longTexts;

    HistoryRow() {}
}
