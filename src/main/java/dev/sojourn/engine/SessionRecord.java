package dev.sojourn.engine;

import dev.sojourn.EndReason;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionState;
import dev.sojourn.Validation;
import dev.sojourn.codec.SessionBody;
import dev.sojourn.store.Change;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.StoredRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session's record, decoded. */
record SessionRecord(SessionKey key, StoredRecord stored, IndexedFields fields, SessionBody body) {

    /** The same, telling the storage what its writing does. */
    SessionRecord telling(ChangeKind kind, Instant at, @Nullable String by) {
        return new SessionRecord(key, stored.withChange(new Change(kind, at, by)), fields, body);
    }

    /** The same, telling a history an address that is not the record's own. */
    SessionRecord tellingAddress(Instant at, @Nullable String address) {
        return new SessionRecord(
                key, stored.withChange(new Change(ChangeKind.ADDRESS, at, null, address)), fields, body);
    }

    /** Its fields with the address that a storage may not know. */
    IndexedFields told() {
        return new IndexedFields(
                fields.application(),
                fields.principal(),
                fields.namespace(),
                fields.endReason(),
                fields.createdAt(),
                fields.lastActiveAt(),
                fields.expiresAt(),
                body.client().ipAddress());
    }

    boolean liveAt(Instant now) {
        return fields.liveAt(now);
    }

    /** What a session that is not live ended with: as written, or by the expiry that nobody has written yet. */
    SessionBody.Ending ending() {
        SessionBody.Ending written = body.ending();
        if (written != null) {
            return written;
        }
        Instant absolute = body.timing().absoluteAt();
        boolean byAbsolute = absolute != null && !absolute.isAfter(fields.expiresAt());
        return new SessionBody.Ending(byAbsolute ? EndReason.ABSOLUTE : EndReason.IDLE, fields.expiresAt());
    }

    Validation.Ended endedAnswer() {
        SessionBody.Ending ending = ending();
        return new Validation.Ended(key, fields.principal(), ending.reason(), ending.at());
    }

    boolean isTombstone() {
        return fields.state() == SessionState.ENDED;
    }
}
