package dev.sojourn.config;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of the built-in identity store; none switches it off.
 *
 * @param accounts by name
 */
public record UserSettings(Map<String, Account> accounts) {

    /** Copies the map. */
    public UserSettings {
        accounts = Map.copyOf(accounts);
    }

    /**
     * An account. {@link #toString} does not show the password.
     *
     * @param password a PBKDF2 hash in Jakarta Security's format, or {@code plain:…} in the {@code dev} profile; null when
     *     none is configured: nobody can sign in to it, except that {@code dev} generates one for it at start-up
     * @param roles its roles
     */
    public record Account(@Nullable String password, Set<String> roles) {

        /** Copies the roles. */
        public Account {
            roles = Set.copyOf(roles);
        }

        @Override
        public String toString() {
            return "Account[password=***, roles=" + roles + "]";
        }
    }
}
