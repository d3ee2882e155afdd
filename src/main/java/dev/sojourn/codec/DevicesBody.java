package dev.sojourn.codec;

import dev.sojourn.store.Bytes;
import java.time.Instant;
import java.util.List;

/**
 * From which devices one principal signed in.
 *
 * @param devices the latest first
 */
public record DevicesBody(List<Used> devices) {

    /** Copies the list. */
    public DevicesBody {
        devices = List.copyOf(devices);
    }

    /**
     * One device.
     *
     * @param hash of its id
     * @param lastUsed the last login that was written
     */
    public record Used(Bytes hash, Instant lastUsed) {}
}
