package dev.sojourn.store.database;

import org.jspecify.annotations.Nullable;

/** The tables are missing or not as this release needs them. The message names what is wrong and what can be done. */
public final class SchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
