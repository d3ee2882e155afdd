package dev.sojourn;

/**
 * Which storage keeps the sessions. Decided when the application starts, and the same until it ends.
 *
 * @param configured the storage that {@code sojourn.storage} asks for
 * @param inUse the one that is used: the same, or the {@code sojourn.fallback} because that could not be had at start-up
 */
public record StorageState(String configured, String inUse) {

    /** Whether the fallback is used. */
    public boolean degraded() {
        return !configured.equals(inUse);
    }
}
