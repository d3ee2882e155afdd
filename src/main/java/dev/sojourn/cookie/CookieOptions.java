package dev.sojourn.cookie;

import dev.sojourn.store.encrypted.EncryptionKeys;
import java.time.Duration;

/**
 * What the storage {@code cookie} needs beside the rules of sessions. Immutable; {@link #toString} tells no secret.
 *
 * @param keys the first seals cookies, all open them
 * @param cookieName name of the session cookie, which counts for the limit of its size
 * @param longestLifetime no session may have a later absolute expiry than so long after its login: until then it must be remembered that
 *     it is over
 */
public record CookieOptions(EncryptionKeys keys, String cookieName, Duration longestLifetime) {}
