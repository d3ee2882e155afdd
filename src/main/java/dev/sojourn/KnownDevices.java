package dev.sojourn;

import java.util.Optional;

/**
 * From which browsers somebody signed in before, told by a random id in a cookie of its own ("device cookie"). It authenticates nobody: a
 * known device has its own count of failed logins, so that strangers who fail on purpose lock nobody out, and an unknown one is worth an
 * event. Safe for many threads.
 */
public interface KnownDevices {

    /** What a successful login makes of its device. */
    enum Familiarity {
        /** It was used by this principal before, or nothing could be learnt about it. */
        KNOWN,
        /** It is new, and the principal has others. */
        NEW,
        /** It is the principal's first one that is remembered. */
        FIRST
    }

    /**
     * What is counted for this device when it signs in under this name, or empty when that name never signed in from it. Empty also while
     * the storage is down.
     *
     * @param deviceId as the client sent it
     */
    Optional<String> recognise(String username, String deviceId);

    /** Remembers that a principal signed in from this device. A storage that is down is no failure: then it is not remembered. */
    Familiarity remember(String principal, String deviceId);

    /**
     * Forgets all devices of a principal; false where there were none.
     *
     * @throws StorageException when the storage does not answer
     */
    boolean forget(String principal);
}
