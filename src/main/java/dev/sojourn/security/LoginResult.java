package dev.sojourn.security;

import dev.sojourn.ClientDetails;
import dev.sojourn.LoginEpoch;
import dev.sojourn.NewSession;
import java.time.Duration;
import java.util.Set;

/** What came of checking credentials. */
public sealed interface LoginResult {

    /**
     * They are right.
     *
     * @param principal who it is
     * @param roles their groups
     * @param epoch taken before the credentials were checked, for the new session
     */
    record Succeeded(String principal, Set<String> roles, LoginEpoch epoch) implements LoginResult {

        /** The session that comes of it, for this client. */
        public NewSession session(ClientDetails client) {
            return NewSession.of(principal).roles(roles).client(client).epoch(epoch);
        }
    }

    /** They are wrong, or the user does not exist: not told apart. */
    record Failed() implements LoginResult {}

    /**
     * They were not looked at: there were too many failures.
     *
     * @param retryAfter how long until another attempt may pass
     */
    record Blocked(Duration retryAfter) implements LoginResult {}
}
