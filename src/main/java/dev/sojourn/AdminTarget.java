package dev.sojourn;

import org.jspecify.annotations.Nullable;

/**
 * What an administrator's action is about; each part is null where it is not about one.
 *
 * @param key a session
 * @param application whose session or principal
 * @param principal a principal, of the session where it is about one, or a username
 * @param namespace a namespace
 * @param address a client's address
 */
public record AdminTarget(
        @Nullable SessionKey key,
        @Nullable String application,
        @Nullable String principal,
        @Nullable String namespace,
        @Nullable String address) {

    /** Nothing in particular. */
    public static final AdminTarget NONE = new AdminTarget(null, null, null, null, null);

    /** One session, with what is known of it. */
    public static AdminTarget session(Session session) {
        return new AdminTarget(session.key(), session.application(), session.principal(), session.namespace(), null);
    }

    /** One session of which the key is known. */
    public static AdminTarget session(SessionKey key) {
        return new AdminTarget(key, null, null, null, null);
    }

    /** All of a principal, or the logins of a username. */
    public static AdminTarget principal(String name) {
        return new AdminTarget(null, null, name, null, null);
    }

    /** All of a namespace. */
    public static AdminTarget namespace(String name) {
        return new AdminTarget(null, null, null, name, null);
    }

    /** The logins from an address. */
    public static AdminTarget address(String address) {
        return new AdminTarget(null, null, null, null, address);
    }
}
