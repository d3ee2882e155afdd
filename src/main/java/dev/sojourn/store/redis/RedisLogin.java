package dev.sojourn.store.redis;

import org.jspecify.annotations.Nullable;

/**
 * Who to be on a server. {@link #toString} does not tell the password.
 *
 * @param username an ACL user; null for the user {@code default}
 * @param password its password; null for none
 */
public record RedisLogin(
        @Nullable String username, @Nullable String password) {

    /** Nobody: no AUTH is sent. */
    public static final RedisLogin NONE = new RedisLogin(null, null);

    /** Checks that a user has a password. */
    public RedisLogin {
        if (username != null && password == null) {
            throw new IllegalArgumentException("a Redis user needs a password");
        }
    }

    @Override
    public String toString() {
        return "RedisLogin[" + (username == null ? "default" : username) + (password == null ? "]" : ", ***]");
    }
}
