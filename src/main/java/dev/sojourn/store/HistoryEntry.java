package dev.sojourn.store;

import dev.sojourn.AdminAction;
import dev.sojourn.EndReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the history of sessions.
 *
 * @param kind what happened
 * @param at when
 * @param session the session's key; null where an administrator's action is not about one session
 * @param version that the session's record had from then on; within a session, later entries have greater numbers
 * @param application whose session it is
 * @param principal its principal from then on, or null when anonymous
 * @param namespace its namespace from then on, or null
 * @param address its client's address as far as it may be kept, or null
 * @param reason why it ended; null unless it did
 * @param by who did it where that is not the session's own user, or null
 * @param action what an administrator did, with {@link ChangeKind#ADMINISTERED}; else null
 */
public record HistoryEntry(
        ChangeKind kind,
        Instant at,
        @Nullable String session,
        Version version,
        String application,
        @Nullable String principal,
        @Nullable String namespace,
        @Nullable String address,
        @Nullable EndReason reason,
        @Nullable String by,
        @Nullable AdminAction action) {

    /** Refuses what is not as said above. */
    public HistoryEntry {
        if ((kind == ChangeKind.ADMINISTERED) != (action != null)) {
            throw new IllegalArgumentException(kind + " with the action " + action);
        }
        if (session == null && action == null) {
            throw new IllegalArgumentException(kind + " of no session");
        }
    }

    /** The same without an address, for whoever may not know one. */
    public HistoryEntry withoutAddress() {
        return new HistoryEntry(
                kind, at, session, version, application, principal, namespace, null, reason, by, action);
    }
}
