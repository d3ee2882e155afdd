package dev.sojourn;

/** Whether a call counts as activity of the session's user. */
public enum Touch {
    /** It does: the idle expiry slides, with at most one write in a touch interval. */
    YES,
    /** It does not: for polling, for administrators, for anything the user did not do. Without an end this keeps nothing alive. */
    NO
}
