package dev.sojourn.store.guard;

import dev.sojourn.StorageUnavailableException;

/**
 * Thrown inside a trip: the server answered, and refused (out of memory, read-only, no permission). The caller of the storage gets a
 * {@link StorageUnavailableException}; the breaker stays closed, because other calls may well succeed.
 */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String what;

    /** With what was refused (no secret, no key) and the client's own error. */
    public RefusedException(String message, Throwable cause) {
        super(message, cause);
        this.what = message;
    }

    StorageUnavailableException toUnavailable() {
        return new StorageUnavailableException(what, getCause());
    }
}
