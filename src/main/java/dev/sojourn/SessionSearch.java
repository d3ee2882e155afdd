package dev.sojourn;

import org.jspecify.annotations.Nullable;

/**
 * Which sessions to list; null means any.
 *
 * @param application exactly this application
 * @param principal exactly this principal
 * @param namespace exactly this namespace
 * @param state active or ended, judged now
 * @param address exactly this address in canonical text, or a CIDR prefix such as {@code 192.0.2.0/24}
 */
public record SessionSearch(
        @Nullable String application,
        @Nullable String principal,
        @Nullable String namespace,
        @Nullable SessionState state,
        @Nullable String address) {

    /** Every session. */
    public static final SessionSearch ALL = new SessionSearch(null, null, null, null, null);

    /** The same, of this principal. */
    public SessionSearch ofPrincipal(String name) {
        return new SessionSearch(application, name, namespace, state, address);
    }

    /** The same, in this state. */
    public SessionSearch inState(SessionState wanted) {
        return new SessionSearch(application, principal, namespace, wanted, address);
    }

    /** The same, of this application. */
    public SessionSearch ofApplication(String name) {
        return new SessionSearch(name, principal, namespace, state, address);
    }

    /** The same, with this label. */
    public SessionSearch inNamespace(String name) {
        return new SessionSearch(application, principal, name, state, address);
    }

    /** The same, from this address or prefix. */
    public SessionSearch fromAddress(String addressOrPrefix) {
        return new SessionSearch(application, principal, namespace, state, addressOrPrefix);
    }
}
