package dev.sojourn.engine;

import dev.sojourn.SessionKey;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.SessionTooLargeException;
import dev.sojourn.Validation;
import dev.sojourn.codec.SessionBody;
import dev.sojourn.codec.SessionBodyCodec;
import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.Exchange;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import dev.sojourn.store.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes the records of sessions; the one place where fields, expiry and versions are put together. */
final class SessionRecords {

    private static final Log LOG = Log.of(SessionRecords.class);

    private final SessionStore store;
    private final SessionPolicy policy;
    private final CheckedTokenSource random;
    private final Clock clock;
    private final @Nullable String by;

    /** @param by the administrator in whose name it writes, or null for the sessions' own users */
    SessionRecords(
            SessionStore store, SessionPolicy policy, CheckedTokenSource random, Clock clock, @Nullable String by) {
        this.store = store;
        this.policy = policy;
        this.random = random;
        this.clock = clock;
        this.by = by;
    }

    /** What shall stand in a record; expiry and version follow from it. */
    record Draft(
            String application,
            @Nullable String principal,
            @Nullable String namespace,
            Instant createdAt,
            Instant lastActiveAt,
            SessionBody body) {

        static Draft of(SessionRecord record) {
            IndexedFields fields = record.fields();
            return new Draft(
                    fields.application(),
                    fields.principal(),
                    fields.namespace(),
                    fields.createdAt(),
                    fields.lastActiveAt(),
                    record.body());
        }

        Draft with(SessionBody newBody) {
            return new Draft(application, principal, namespace, createdAt, lastActiveAt, newBody);
        }

        Draft ofPrincipal(@Nullable String name) {
            return new Draft(application, name, namespace, createdAt, lastActiveAt, body);
        }

        Draft inNamespace(@Nullable String name) {
            return new Draft(application, principal, name, createdAt, lastActiveAt, body);
        }

        /** Never backwards, whichever of two touches arrives first. */
        Draft touched(Instant at) {
            return new Draft(
                    application, principal, namespace, createdAt, at.isAfter(lastActiveAt) ? at : lastActiveAt, body);
        }
    }

    /** Decides what a live session's record shall be. */
    @FunctionalInterface
    interface Change {
        /** The new content, or null to leave it as it is. */
        @Nullable
        Draft apply(SessionRecord current, Instant now);
    }

    /** In milliseconds, which is what records keep. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    static RecordKey recordKey(SessionKey key) {
        return new RecordKey(RecordKind.SESSION, key.value());
    }

    @Nullable
    SessionRecord load(SessionKey key) {
        return decodeOrNull(store.load(recordKey(key)));
    }

    @Nullable
    SessionRecord decodeOrNull(@Nullable StoredRecord stored) {
        return stored == null ? null : decode(stored);
    }

    Map<SessionKey, SessionRecord> loadAll(Collection<SessionKey> keys) {
        var found = new HashMap<SessionKey, SessionRecord>();
        if (!keys.isEmpty()) {
            store.loadAll(keys.stream().map(SessionRecords::recordKey).toList())
                    .values()
                    .forEach(stored -> {
                        SessionRecord record = decode(stored);
                        if (record != null) {
                            found.put(record.key(), record);
                        }
                    });
        }
        return found;
    }

    /** The session in a record, or null, with a log line, where it cannot be read: such a session is dropped, not an error. */
    @Nullable
    SessionRecord decode(StoredRecord stored) {
        try {
            IndexedFields fields = stored.fields();
            if (fields == null) {
                throw new UnreadableRecordException("a session's record without fields", null);
            }
            return new SessionRecord(
                    new SessionKey(stored.key().id()), stored, fields, SessionBodyCodec.decode(stored.body()));
        } catch (UnreadableRecordException | IllegalArgumentException unreadable) {
            LOG.say(Message.SESSION_UNREADABLE, unreadable.getMessage());
            return null;
        }
    }

    /** Writes a new session; null where the key is taken. */
    @Nullable
    SessionRecord create(SessionKey key, Draft draft) {
        SessionRecord record = first(key, draft);
        return store.create(record.stored()) ? record : null;
    }

    /** A new session's record. */
    SessionRecord first(SessionKey key, Draft draft) {
        return assemble(key, draft, new Version(1, random.nextLong()))
                .telling(ChangeKind.CREATED, draft.createdAt(), by);
    }

    /** A record that stands where a session shall never be created. */
    SessionRecord tombstone(SessionKey key, Draft draft) {
        return assemble(key, draft, new Version(1, random.nextLong()));
    }

    /** Removes what cannot be read. */
    void drop(SessionKey key) {
        store.delete(recordKey(key));
    }

    /** One compare-and-swap. */
    WriteOutcome replace(SessionRecord current, SessionRecord next) {
        return store.replace(current.stored(), next.stored());
    }

    /** The record that follows on this one. */
    SessionRecord following(SessionRecord current, Draft draft, ChangeKind kind) {
        SessionBody.Ending ending = draft.body().ending();
        return assemble(current.key(), draft, current.stored().version().next(random.nextLong()))
                .telling(kind, ending == null ? now() : ending.at(), ending == null ? by : by(ending));
    }

    /** Who ended it: nobody where it had expired by itself before. */
    @Nullable
    String by(SessionBody.Ending ending) {
        return ending.reason().isExpiry() ? null : by;
    }

    /** Several writes, and then reads, in as few trips as the storage can. */
    Exchange exchange(List<RecordWrite> writes, Collection<RecordKey> reads) {
        return store.exchange(writes, reads);
    }

    /** The storage's way to write all or nothing, where it has one. */
    Optional<AtomicWrites> atomicWrites() {
        return store.capability(AtomicWrites.class);
    }

    /** Whether the storage may lose single records. */
    boolean mayLose() {
        return store.mayLose();
    }

    /** Reads, changes and writes a live session until the write wins. */
    SessionRecord change(SessionKey key, ChangeKind kind, Change change) {
        var deadline = new Deadline(policy.deadline());
        Version attempted = null;
        while (true) {
            SessionRecord current = load(key);
            if (current == null) {
                throw new SessionNotLiveException(new Validation.Unknown());
            }
            // a client that retries by itself may report a conflict with its own success
            if (current.stored().version().equals(attempted)) {
                return current;
            }
            Instant now = now();
            if (!current.liveAt(now)) {
                throw new SessionNotLiveException(current.endedAnswer());
            }
            Draft draft = change.apply(current, now);
            if (draft == null) {
                return current;
            }
            SessionRecord next = following(current, draft, kind);
            checkGrowth(current, next);
            attempted = next.stored().version();
            switch (replace(current, next)) {
                case WRITTEN -> {
                    return next;
                }
                case CONFLICT -> deadline.afterConflict();
                case ABSENT -> throw new SessionNotLiveException(new Validation.Unknown());
            }
        }
    }

    /** What a live record becomes by a change that always changes something. */
    SessionRecord next(SessionRecord current, ChangeKind kind, Change change) {
        Draft draft = Objects.requireNonNull(change.apply(current, now()), "a change that changes nothing");
        SessionRecord next = following(current, draft, kind);
        checkGrowth(current, next);
        return next;
    }

    /** Refuses a session that is too large. */
    void checkSize(Draft draft) {
        checkSize(SessionBodyCodec.encode(draft.body()));
    }

    private void checkSize(Bytes encoded) {
        if (encoded.length() > policy.maxBytes()) {
            throw new SessionTooLargeException(encoded.length(), policy.maxBytes());
        }
    }

    /** What an application puts in is limited; new secrets must always fit, and so must less than there was. */
    private void checkGrowth(SessionRecord current, SessionRecord next) {
        Bytes encoded = next.stored().body();
        if (encoded.length() > policy.maxBytes() && content(next.body()) > content(current.body())) {
            checkSize(encoded);
        }
    }

    private static long content(SessionBody body) {
        long size = 0;
        for (String role : body.roles()) {
            size += bytes(role);
        }
        for (Map.Entry<String, String> attribute : body.attributes().entrySet()) {
            size += bytes(attribute.getKey()) + bytes(attribute.getValue());
        }
        return size;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private SessionRecord assemble(SessionKey key, Draft draft, Version version) {
        SessionBody body = draft.body();
        SessionBody.Ending ending = body.ending();
        Instant end = Timings.end(body.timing(), draft.lastActiveAt(), policy.touchInterval());
        var fields = new IndexedFields(
                draft.application(),
                draft.principal(),
                draft.namespace(),
                ending == null ? null : ending.reason(),
                draft.createdAt(),
                draft.lastActiveAt(),
                end,
                body.client().ipAddress());
        Instant keepUntil = Timings.plus(ending == null ? end : now(), policy.retention());
        Bytes encoded = SessionBodyCodec.encode(body);
        return new SessionRecord(
                key, StoredRecord.of(recordKey(key), version, keepUntil, fields, encoded), fields, body);
    }
}
