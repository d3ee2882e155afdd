package dev.sojourn;

import java.util.Collection;
import java.util.Optional;

/**
 * From which browsers somebody signed in before, told by a random id in a cookie of its own ("device cookie"). It authenticates nobody: a
 * known device has its own count of failed logins, so that strangers who fail on purpose lock nobody out, and an unknown one is worth an
 * event. Safe for many threads.
 */
public interface KnownDevices {

    /** What a successful login makes of its device. */
    enum Familiarity {
        /** It was used by this principal before. */
        KNOWN,
        /** It is new, and the principal has others. */
        NEW,
        /** It is the principal's first one that is remembered. */
        FIRST
    }

    /** What was found of a browser under a name. Goes on to {@link #remember}, which then need not read it again. Immutable. */
    @FunctionalInterface
    interface Recognised {
        /**
         * What is counted for this device when it signs in under this name, or empty when that name never signed in from it. Empty also
         * while the storage is down.
         */
        Optional<String> device();
    }

    /**
     * What came of remembering.
     *
     * @param deviceId by which the principal's browser is known from now on
     * @param familiarity what the device was before
     */
    record Remembered(String deviceId, Familiarity familiarity) {
        @Override
        public String toString() {
            return "Remembered[" + familiarity + "]";
        }
    }

    /**
     * Looks whether that name signed in from this browser before.
     *
     * @param deviceIds as the client sent them: of all who sign in there
     */
    Recognised recognise(String username, Collection<String> deviceIds);

    /**
     * Remembers that a principal signed in from this browser: by that one of its ids by which it is known for this principal already, and
     * otherwise by a new one. An id that the browser merely brings is never taken on: somebody may have planted it there.
     *
     * @param recognised what {@link #recognise} told of the browser, under whatever name
     * @return empty when the device is not remembered, because the storage is down or full: that is no reason for a login to fail
     */
    Optional<Remembered> remember(String principal, Recognised recognised);

    /**
     * Forgets all devices of a principal; false where there were none.
     *
     * @throws StorageException when the storage does not answer
     */
    boolean forget(String principal);
}
