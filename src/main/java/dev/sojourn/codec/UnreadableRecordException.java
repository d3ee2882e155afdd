package dev.sojourn.codec;

import org.jspecify.annotations.Nullable;

/** Stored bytes are not a record of a known format. Whoever reads them treats the record as absent and logs one line. */
public class UnreadableRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what did not fit, without the content. */
    public UnreadableRecordException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
