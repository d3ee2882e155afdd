package dev.sojourn.store.database;

import dev.sojourn.AdminAction;
import dev.sojourn.EndReason;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.Change;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.HistoryEntry;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.KeyPrefix;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Between records and rows, for the keys with one prefix. */
final class Rows {

    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    /** Before the number that stands for the key in an entry of no session; no key of a session has it. */
    private static final String NO_SESSION = "!";

    private final String realm;

    /** For the keys with this prefix. */
    Rows(String prefix) {
        this.realm = KeyPrefix.ended(prefix);
    }

    /** Not a record that this release can read. */
    static final class UnreadableRowException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableRowException(String what, @Nullable Throwable cause) {
            super(what, cause);
        }
    }

    /** What stands in the columns named {@code realm}, and before every id: the prefix and its end. */
    String realm() {
        return realm;
    }

    /** The id of the row of a record. */
    String id(RecordKey key) {
        return idStart(key.kind()) + Texts.key(key.id());
    }

    /** What the ids of all rows of a kind begin with. */
    String idStart(RecordKind kind) {
        return realm + word(kind).charAt(0) + ':';
    }

    RecordRow row(StoredRecord record) {
        var row = new RecordRow();
        row.id = id(record.key());
        row.realm = realm;
        row.kind = word(record.key().kind());
        row.version = record.version().number();
        row.nonce = record.version().nonce();
        row.keepUntil = millis(record.keepUntil());
        row.dueAt = row.keepUntil;
        row.body = record.body().toArray();
        IndexedFields fields = record.fields();
        if (fields != null) {
            row.application = Texts.name(fields.application());
            row.principal = Texts.name(fields.principal());
            row.namespace = Texts.name(fields.namespace());
            row.address = Texts.address(fields.address());
            row.endReason =
                    fields.endReason() == null ? null : fields.endReason().code();
            row.createdAt = millis(fields.createdAt());
            row.lastActiveAt = millis(fields.lastActiveAt());
            row.expiresAt = millis(fields.expiresAt());
            if (row.endReason == null) {
                row.dueAt = Math.min(row.keepUntil, row.expiresAt);
            }
        }
        row.longTexts = Texts.kept(texts(record.key().id(), fields), columns(row));
        return row;
    }

    /** The record in a row. */
    StoredRecord record(RecordRow row) throws UnreadableRowException {
        try {
            RecordKind kind = RecordKind.valueOf(row.kind.toUpperCase(Locale.ROOT));
            List<@Nullable String> texts = Texts.read(row.longTexts, columns(row));
            var key = new RecordKey(kind, Objects.requireNonNull(texts.get(0)));
            if (!id(key).equals(row.id)) {
                throw new UnreadableRowException("it is another key's", null);
            }
            IndexedFields fields = kind != RecordKind.SESSION
                    ? null
                    : new IndexedFields(
                            Objects.requireNonNull(texts.get(1)),
                            texts.get(2),
                            texts.get(3),
                            reason(row.endReason),
                            instant(Objects.requireNonNull(row.createdAt)),
                            instant(Objects.requireNonNull(row.lastActiveAt)),
                            instant(Objects.requireNonNull(row.expiresAt)),
                            texts.get(4));
            var version = new Version(row.version, row.nonce);
            return StoredRecord.of(key, version, instant(row.keepUntil), fields, Bytes.copyOf(row.body));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new UnreadableRowException("a column does not have what it should", e);
        }
    }

    /** The entry of a session's write in the history; null where it has none. */
    @Nullable
    HistoryRow history(StoredRecord written) {
        Change change = written.change();
        IndexedFields fields = written.fields();
        if (change == null || fields == null || change.kind() == ChangeKind.TOUCHED) {
            return null;
        }
        return history(new HistoryEntry(
                change.kind(),
                change.at(),
                written.key().id(),
                written.version(),
                fields.application(),
                fields.principal(),
                fields.namespace(),
                change.address() == null ? fields.address() : change.address(),
                fields.endReason(),
                change.by(),
                null));
    }

    /** The row of an entry. */
    HistoryRow history(HistoryEntry entry) {
        String session = entry.session() == null ? NO_SESSION + entry.version().nonce() : entry.session();
        var row = new HistoryRow();
        row.realm = realm;
        row.sessionKey = Texts.key(session);
        row.version = entry.version().number();
        row.nonce = entry.version().nonce();
        row.kind = entry.action() == null
                ? entry.kind().name().toLowerCase(Locale.ROOT)
                : entry.action().code();
        row.happenedAt = millis(entry.at());
        row.application = Objects.requireNonNull(Texts.name(entry.application()));
        row.principal = Texts.name(entry.principal());
        row.namespace = Texts.name(entry.namespace());
        row.address = Texts.address(entry.address());
        row.endReason = entry.reason() == null ? null : entry.reason().code();
        row.doneBy = Texts.name(entry.by());
        row.longTexts = Texts.kept(
                Arrays.asList(
                        session,
                        entry.application(),
                        entry.principal(),
                        entry.namespace(),
                        entry.address(),
                        entry.by()),
                columns(row));
        return row;
    }

    /** The entry in a row. */
    HistoryEntry entry(HistoryRow row) throws UnreadableRowException {
        try {
            List<@Nullable String> texts = Texts.read(row.longTexts, columns(row));
            String session = Objects.requireNonNull(texts.get(0));
            AdminAction action = AdminAction.ofCode(row.kind).orElse(null);
            return new HistoryEntry(
                    action == null ? ChangeKind.valueOf(row.kind.toUpperCase(Locale.ROOT)) : ChangeKind.ADMINISTERED,
                    instant(row.happenedAt),
                    session.startsWith(NO_SESSION) ? null : session,
                    new Version(row.version, row.nonce),
                    Objects.requireNonNull(texts.get(1)),
                    texts.get(2),
                    texts.get(3),
                    texts.get(4),
                    reason(row.endReason),
                    texts.get(5),
                    action);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new UnreadableRowException("a column does not have what it should", e);
        }
    }

    /** Milliseconds, rounded down, as far as a column can say; the greatest number for ever. */
    static long millis(Instant instant) {
        if (instant.isBefore(FIRST)) {
            return Long.MIN_VALUE;
        }
        return instant.isBefore(LAST) ? instant.toEpochMilli() : Long.MAX_VALUE;
    }

    static Instant instant(long millis) {
        return millis == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(millis);
    }

    static String word(RecordKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable EndReason reason(@Nullable String code) {
        return code == null ? null : EndReason.ofCode(code).orElseThrow(IllegalArgumentException::new);
    }

    private static List<@Nullable String> texts(String id, @Nullable IndexedFields fields) {
        return fields == null
                ? Arrays.asList(id, null, null, null, null)
                : Arrays.asList(id, fields.application(), fields.principal(), fields.namespace(), fields.address());
    }

    private List<@Nullable String> columns(RecordRow row) {
        // after the realm, the kind's letter and a colon
        String key = row.id.substring(Math.min(row.id.length(), realm.length() + 2));
        return Arrays.asList(key, row.application, row.principal, row.namespace, row.address);
    }

    private static List<@Nullable String> columns(HistoryRow row) {
        return Arrays.asList(row.sessionKey, row.application, row.principal, row.namespace, row.address, row.doneBy);
    }
}
