package dev.sojourn.config;

import java.util.List;

/**
 * The REST API.
 *
 * @param enabled whether it answers
 * @param readableAttributes attributes that a client may read: exact names, or patterns ending in {@code *}
 * @param writableAttributes attributes that a client may write
 * @param adminAttributeValues whether administrators see the values of attributes; else only their names
 */
public record RestSettings(
        boolean enabled,
        List<String> readableAttributes,
        List<String> writableAttributes,
        boolean adminAttributeValues) {

    /** Copies the lists. */
    public RestSettings {
        readableAttributes = List.copyOf(readableAttributes);
        writableAttributes = List.copyOf(writableAttributes);
    }
}
