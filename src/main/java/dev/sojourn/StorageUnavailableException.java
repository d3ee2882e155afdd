package dev.sojourn;

import org.jspecify.annotations.Nullable;

/** The storage could not be reached or refused: nothing happened, and the call may be made again. */
public final class StorageUnavailableException extends StorageException {

    private static final long serialVersionUID = 1L;

    /** With what failed (no secret, no key) and the client's own error. */
    public StorageUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
