package dev.sojourn;

/** There is no room for another session. Nothing was created, and no live session was dropped to make room. */
public final class CapacityException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** With the name of the limit that was met and its value. */
    public CapacityException(String limit, long value) {
        super("no room for another session: " + limit + " is " + value, null);
    }
}
