package dev.sojourn;

import java.util.Locale;

/** What an entry of the audit tells. */
public enum AuditType {
    /** A session was created. */
    CREATED,
    /** Its visitor signed in, or signed in again. */
    AUTHENTICATED,
    /** Its secret was replaced. */
    ROTATED,
    /** Its attributes, roles, namespace or expiry were changed. */
    CHANGED,
    /** It ended. */
    ENDED,
    /** It was used from another address. */
    ADDRESS_CHANGED,
    /** It was used with another User-Agent. */
    AGENT_CHANGED,
    /** An administrator did something: see {@link AdminAction}. */
    ADMINISTERED;

    /** The word used in JSON and exports: in lower case, with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
