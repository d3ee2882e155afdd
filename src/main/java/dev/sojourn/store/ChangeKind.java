package dev.sojourn.store;

/** What a write did to a session, for storages that keep a history. */
public enum ChangeKind {
    /** It was created. */
    CREATED,
    /** Its visitor signed in, or signed in again. */
    AUTHENTICATED,
    /** Its secret was replaced. */
    ROTATED,
    /** Its attributes, roles, namespace or expiry were changed. */
    CHANGED,
    /** Its activity was noted. Not part of a history. */
    TOUCHED,
    /** It ended. */
    ENDED,
    /** It was used from another address, which was reported. */
    ADDRESS,
    /** It was used with another User-Agent, which was reported. */
    AGENT,
    /** An administrator did something. Told by {@link History#note} and never by a write. */
    ADMINISTERED
}
