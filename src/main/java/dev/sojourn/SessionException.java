package dev.sojourn;

import org.jspecify.annotations.Nullable;

/** What Sojourn throws when it cannot do what was asked. Messages name what was wrong and what is allowed, and no secret. */
public abstract class SessionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SessionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
