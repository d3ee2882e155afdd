package dev.sojourn.cdi;

import org.jspecify.annotations.Nullable;

/** The configured storage cannot work, whatever its server does. The message says what is wrong and what to do; the application does not start. */
class StorageSetupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StorageSetupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
