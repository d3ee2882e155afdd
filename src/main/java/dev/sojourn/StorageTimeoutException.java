package dev.sojourn;

import org.jspecify.annotations.Nullable;

/** The storage did not answer in time: whether the write happened is unknown until it is read again. */
public final class StorageTimeoutException extends StorageException {

    private static final long serialVersionUID = 1L;

    /** With what was waited for (no secret, no key) and the client's own error. */
    public StorageTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
