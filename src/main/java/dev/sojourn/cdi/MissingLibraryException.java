package dev.sojourn.cdi;

/** A storage's library is not on the class path. The message names what to add. */
final class MissingLibraryException extends StorageSetupException {

    private static final long serialVersionUID = 1L;

    MissingLibraryException(String message, NoClassDefFoundError cause) {
        super(message, cause);
    }
}
