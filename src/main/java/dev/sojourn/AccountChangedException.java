package dev.sojourn;

/**
 * All sessions of the principal were ended while its login was under way (a new password, a disabled account), so what
 * the credentials proved no longer holds. No session was created; check the credentials again.
 */
public final class AccountChangedException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** The account changed. */
    public AccountChangedException() {
        super("the account changed while the login was under way; check the credentials again", null);
    }
}
