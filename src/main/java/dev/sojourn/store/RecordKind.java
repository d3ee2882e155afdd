package dev.sojourn.store;

/** What a record is about. Stores may keep kinds apart (tables, key prefixes, caches); ids are unique within a kind. */
public enum RecordKind {
    /** A session, live or ended. The only kind with {@link IndexedFields}. */
    SESSION,
    /** The index of one principal's sessions: the authority on its limit, and the holder of its epoch. */
    PRINCIPAL,
    /** The count of failed logins of one username, address or device, and the list of those that are blocked. */
    ATTEMPTS,
    /** A right that one node holds for a while. */
    LEASE,
    /** From which devices one principal signed in. */
    DEVICES,
    /** What is over of sessions that live in their clients' cookies: of one session, or of all of a principal. */
    REVOCATION
}
