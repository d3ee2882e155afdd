package dev.sojourn.store;

import dev.sojourn.AuditType;

/** What a write did to a session, for storages that keep a history. */
public enum ChangeKind {
    /** It was created. */
    CREATED(AuditType.CREATED),
    /** Its visitor signed in, or signed in again. */
    AUTHENTICATED(AuditType.AUTHENTICATED),
    /** Its secret was replaced. */
    ROTATED(AuditType.ROTATED),
    /** Its attributes, roles, namespace or expiry were changed. */
    CHANGED(AuditType.CHANGED),
    /** Its activity was noted. Not part of a history. */
    TOUCHED(AuditType.CHANGED),
    /** It ended. */
    ENDED(AuditType.ENDED),
    /** It was used from another address, which was reported. */
    ADDRESS(AuditType.ADDRESS_CHANGED),
    /** It was used with another User-Agent, which was reported. */
    AGENT(AuditType.AGENT_CHANGED),
    /** An administrator did something. Told by {@link History#note} and never by a write. */
    ADMINISTERED(AuditType.ADMINISTERED);

    private final AuditType type;

    ChangeKind(AuditType type) {
        this.type = type;
    }

    /** What the audit and live events call it. */
    public AuditType type() {
        return type;
    }
}
