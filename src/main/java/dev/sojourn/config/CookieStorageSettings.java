package dev.sojourn.config;

import dev.sojourn.store.encrypted.EncryptionKeys;
import org.jspecify.annotations.Nullable;

/**
 * The storage {@code cookie}. {@link #toString} tells no secret.
 *
 * @param keys the first seals cookies, all open them
 * @param revocation name of the storage that remembers what is over; null for none
 */
public record CookieStorageSettings(
        EncryptionKeys keys, @Nullable String revocation) {}
