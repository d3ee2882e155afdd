package dev.sojourn;

import java.util.Locale;
import java.util.Optional;

/** What an administrator did. Looking at lists, statistics and the audit is not among them: a console does that all the time. */
public enum AdminAction {
    /** Looked at one session. */
    INSPECT,
    /** Ended one session. */
    END,
    /** Ended all sessions of a principal. */
    END_PRINCIPAL,
    /** Ended all sessions of a namespace. */
    END_NAMESPACE,
    /** Lifted a block of logins. */
    UNBLOCK,
    /** Had expired sessions ended. */
    CLEANUP,
    /** Took a copy of the audit. */
    EXPORT_AUDIT;

    /** The word used in JSON, events, storages and logs: in lower case, with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The action with this code, or empty. */
    public static Optional<AdminAction> ofCode(String code) {
        for (AdminAction action : values()) {
            if (action.code().equals(code)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
