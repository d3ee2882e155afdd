package dev.sojourn;

/** The session would be larger than allowed. Nothing was changed: what it held before is still there. */
public final class SessionTooLargeException extends SessionException {

    private static final long serialVersionUID = 1L;

    private final int bytes;
    private final int limit;

    /** With the size that was wanted and the limit, in bytes. */
    public SessionTooLargeException(int bytes, int limit) {
        this(bytes, limit, "sojourn.session.max-bytes");
    }

    /** With the size that was wanted and the limit, in bytes, and what sets that limit. */
    public SessionTooLargeException(int bytes, int limit, String limitedBy) {
        super("the session would have " + bytes + " bytes; " + limitedBy + " allows " + limit, null);
        this.bytes = bytes;
        this.limit = limit;
    }

    /** The size that was wanted, in bytes. */
    public int bytes() {
        return bytes;
    }

    /** The limit, in bytes. */
    public int limit() {
        return limit;
    }
}
