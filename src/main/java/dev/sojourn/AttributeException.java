package dev.sojourn;

/** An attribute's value does not fit: it is not JSON, or not of the type that was asked for. Nothing was changed. */
public final class AttributeException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** With what was wrong and the mapper's own error. */
    public AttributeException(String message, Throwable cause) {
        super(message, cause);
    }
}
