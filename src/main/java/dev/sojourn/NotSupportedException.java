package dev.sojourn;

/** The configured storage cannot do this. Nothing was done; the table of storages in the docs says which can. */
public final class NotSupportedException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** With the storage's name and what it cannot do. */
    public NotSupportedException(String storage, String what) {
        super("storage '" + storage + "' does not support " + what, null);
    }
}
