package dev.sojourn.config;

import dev.sojourn.AddressPrivacy;
import dev.sojourn.Lifetime;
import dev.sojourn.engine.LoginPolicy;
import dev.sojourn.engine.SessionPolicy;
import java.time.Duration;

/**
 * Everything that is configured. Immutable; a change needs a restart.
 *
 * @param dev whether the MicroProfile Config profile {@code dev} is on: plain http and plain passwords are allowed
 * @param session the rules of sessions
 * @param rememberMe lifetime of a session that the user asked to be remembered
 * @param cleanupInterval how often expired sessions are looked for
 * @param login the limits of login attempts
 * @param storage which storage, and its options
 * @param csrf the check of unsafe requests
 * @param cookie the cookies
 * @param web paths, addresses and passive requests
 * @param rest the REST API
 * @param users the built-in accounts
 */
public record Settings(
        boolean dev,
        SessionPolicy session,
        Lifetime rememberMe,
        Duration cleanupInterval,
        LoginPolicy login,
        StorageSettings storage,
        CsrfSettings csrf,
        CookieSettings cookie,
        WebSettings web,
        RestSettings rest,
        UserSettings users) {

    /** The name of this application. */
    public String application() {
        return session.application();
    }

    /** How long the device of a login is known; zero where devices are not remembered. */
    public Duration deviceMemory() {
        return login.deviceMemory();
    }

    /** How much of clients' addresses is kept. */
    public AddressPrivacy privacy() {
        return session.privacy();
    }

    /** The greatest size of a session in bytes. */
    public int maxBytes() {
        return session.maxBytes();
    }
}
