package dev.sojourn;

import org.jspecify.annotations.Nullable;

/** The storage did not answer as it should. Nothing ever fails open: without the storage there is no session. */
public abstract sealed class StorageException extends SessionException
        permits StorageUnavailableException, StorageTimeoutException {

    private static final long serialVersionUID = 1L;

    StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
