package dev.sojourn;

import java.util.Locale;
import java.util.Optional;

/** Why a session ended. The first reason stays; ending again changes nothing. */
public enum EndReason {
    /** Its own user signed out, here or from the list of devices. */
    LOGOUT,
    /** An administrator ended it. */
    ADMIN,
    /** It was the least recently active when a login went over the principal's limit. */
    EVICTED,
    /** It was not used for its idle timeout (OWASP ASVS 7.3.1). */
    IDLE,
    /** It reached its absolute timeout (OWASP ASVS 7.3.2). */
    ABSOLUTE,
    /** It was used from another address, and that is configured to end it. */
    ADDRESS,
    /** It was used with another User-Agent, and that is configured to end it. */
    AGENT,
    /** All sessions of its namespace were ended. */
    NAMESPACE,
    /** The account changed: a new password, a disabled account (OWASP ASVS 7.4.2, 7.4.3). */
    ACCOUNT,
    /** A superseded token was used after its grace: somebody holds a copy. */
    THEFT;

    /** Whether time ended it, and nobody. */
    public boolean isExpiry() {
        return this == IDLE || this == ABSOLUTE;
    }

    /** The word used in JSON, events and logs, in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason with this code, or empty. */
    public static Optional<EndReason> ofCode(String code) {
        for (EndReason reason : values()) {
            if (reason.code().equals(code)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
