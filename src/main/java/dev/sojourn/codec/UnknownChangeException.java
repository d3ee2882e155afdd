package dev.sojourn.codec;

/** Stored bytes are a change of a kind that this release does not know: a later one wrote it, and can read it. */
public final class UnknownChangeException extends UnreadableRecordException {

    private static final long serialVersionUID = 1L;

    UnknownChangeException(int number) {
        super("not a record of this release: a change of the kind " + number, null);
    }
}
