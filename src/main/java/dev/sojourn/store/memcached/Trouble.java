package dev.sojourn.store.memcached;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.guard.RefusedException;

/**
 * Why there is no connection to a server.
 *
 * @param message for the log and the caller
 * @param refused whether the server answered, and refused
 * @param cause what was thrown
 */
record Trouble(String message, boolean refused, Exception cause) {

    String forLog() {
        return refused ? message : message + ": " + cause;
    }

    /** To be thrown inside a trip. */
    RuntimeException toException() {
        return refused ? new RefusedException(message, cause) : new StorageUnavailableException(message, cause);
    }
}
