package dev.sojourn.engine;

import dev.sojourn.KnownDevices;
import java.util.Collection;
import java.util.Optional;

/** Remembers no device. Immutable. */
public final class NoKnownDevices implements KnownDevices {

    /** There is nothing to tell two of them apart. */
    public NoKnownDevices() {}

    @Override
    public Recognised recognise(String username, Collection<String> deviceIds) {
        return Optional::empty;
    }

    @Override
    public Optional<Remembered> remember(String principal, Recognised recognised) {
        return Optional.empty();
    }

    @Override
    public boolean forget(String principal) {
        return false;
    }
}
