package dev.sojourn.engine;

import dev.sojourn.KnownDevices;
import java.util.Optional;

/** Remembers no device. Immutable. */
public final class NoKnownDevices implements KnownDevices {

    /** There is nothing to tell two of them apart. */
    public NoKnownDevices() {}

    @Override
    public Optional<String> recognise(String username, String deviceId) {
        return Optional.empty();
    }

    @Override
    public Familiarity remember(String principal, String deviceId) {
        return Familiarity.KNOWN;
    }

    @Override
    public boolean forget(String principal) {
        return false;
    }
}
