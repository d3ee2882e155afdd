package dev.sojourn;

import org.jspecify.annotations.Nullable;

/**
 * What happened to sessions, as the storages {@code database} and {@code hybrid} keep it: entries are added and, after
 * {@code sojourn.audit.retention}, removed, never changed. Safe for many threads; injected as a CDI bean.
 */
public interface AuditLog {

    /** A page has at most so many entries. */
    int MAX_PAGE = 200;

    /**
     * A page of what was asked for, newest first. An entry that is there throughout is listed once, whatever comes meanwhile.
     *
     * @param cursor from the page before, or null for the first
     * @param limit 1 to {@value #MAX_PAGE}
     * @throws IllegalArgumentException for a bad cursor or limit
     * @throws NotSupportedException where the storage keeps no history
     * @throws StorageException when the storage does not answer
     */
    AuditPage search(AuditSearch search, @Nullable String cursor, int limit);

    /**
     * Takes note of what an administrator did: as the event {@link dev.sojourn.event.SessionEvent.Administered}, and in the history where the
     * storage has one. Never throws: when the storage does not answer, the entry is missing there, and a warning in the log tells of it, the
     * session by the beginning of its key. What ended a session is in that session's own entry in any case, by whom included.
     *
     * @param administrator the session in which it was done
     * @param address where from, which need not be where the session was created; null where that is not known. As much of it is kept as may be
     * @param affected how many sessions ended; 0 where it ends none
     */
    void administered(
            AdminAction action, Session administrator, @Nullable String address, AdminTarget target, int affected);

    /** The same for what was not done by a request: from where the session was created. */
    default void administered(AdminAction action, Session administrator, AdminTarget target, int affected) {
        administered(action, administrator, administrator.client().ipAddress(), target, affected);
    }
}
