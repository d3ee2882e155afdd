package dev.sojourn.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a write does, told to the storage with the record to be written. It is no part of the record: a storage that keeps a
 * history writes it there in the same step, every other one ignores it.
 *
 * @param kind what happened; not {@link ChangeKind#ADMINISTERED}
 * @param at when it happened, which for an expiry is before it is written
 * @param by who did it where that is not the session's own user: an administrator's principal; null otherwise
 * @param address what the history shall tell in the place of the record's address; null for that one. Only with {@link ChangeKind#ADDRESS}
 */
public record Change(
        ChangeKind kind,
        Instant at,
        @Nullable String by,
        @Nullable String address) {

    /** Refuses an address of anything else, and what no write does. */
    public Change {
        if (kind == ChangeKind.ADMINISTERED) {
            throw new IllegalArgumentException("no write of a session is " + kind);
        }
        if (address != null && kind != ChangeKind.ADDRESS) {
            throw new IllegalArgumentException("a change of kind " + kind + " has no address of its own");
        }
    }

    /** One that tells the record's own address. */
    public Change(ChangeKind kind, Instant at, @Nullable String by) {
        this(kind, at, by, null);
    }

    /** The same without an address of its own, for whoever may not know one. */
    public Change withoutAddress() {
        return new Change(kind, at, by);
    }
}
