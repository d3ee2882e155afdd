package dev.sojourn;

/** The session of a call that needs a live one is not live. Nothing was changed. */
public final class SessionNotLiveException extends SessionException {

    private static final long serialVersionUID = 1L;

    private final transient Validation.NotLive why;

    /** For the reason why there is no live session. */
    public SessionNotLiveException(Validation.NotLive why) {
        super("no live session: " + why.reason(), null);
        this.why = why;
    }

    /** Why there is none. */
    public Validation.NotLive why() {
        return why;
    }
}
