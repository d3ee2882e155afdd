package dev.sojourn;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a new session shall be. Immutable: each method answers a new object.
 *
 * <pre>{@code
 * manager.create(NewSession.of("alice").roles(Set.of("customer")).client(details).epoch(epoch));
 * }</pre>
 */
public final class NewSession {

    /** No limit, for {@link #limit(int)}. */
    public static final int NO_LIMIT = 0;

    /** The greatest length of a principal in characters. */
    public static final int MAX_PRINCIPAL = 255;

    private final @Nullable String principal;
    private final Set<String> roles;
    private final ClientDetails client;
    private final AttributeChanges attributes;
    private final @Nullable String namespace;
    private final @Nullable Lifetime lifetime;
    private final @Nullable Integer limit;
    private final @Nullable LoginEpoch epoch;
    private final @Nullable SessionKey replaced;

    private NewSession(
            @Nullable String principal,
            Set<String> roles,
            ClientDetails client,
            AttributeChanges attributes,
            @Nullable String namespace,
            @Nullable Lifetime lifetime,
            @Nullable Integer limit,
            @Nullable LoginEpoch epoch,
            @Nullable SessionKey replaced) {
        this.principal = principal;
        this.roles = roles;
        this.client = client;
        this.attributes = attributes;
        this.namespace = namespace;
        this.lifetime = lifetime;
        this.limit = limit;
        this.epoch = epoch;
        this.replaced = replaced;
    }

    /** A session of this principal, a name of 1 to 255 characters. */
    public static NewSession of(String principal) {
        if (principal.isEmpty() || principal.length() > MAX_PRINCIPAL) {
            throw new IllegalArgumentException(
                    "a principal has 1 to " + MAX_PRINCIPAL + " characters, not " + principal.length());
        }
        return new NewSession(
                principal, Set.of(), ClientDetails.UNKNOWN, AttributeChanges.none(), null, null, null, null, null);
    }

    /** A session of nobody. */
    public static NewSession anonymous() {
        return new NewSession(
                null, Set.of(), ClientDetails.UNKNOWN, AttributeChanges.none(), null, null, null, null, null);
    }

    /** With these roles instead. */
    public NewSession roles(Set<String> newRoles) {
        return new NewSession(
                principal, Set.copyOf(newRoles), client, attributes, namespace, lifetime, limit, epoch, replaced);
    }

    /** With this client. */
    public NewSession client(ClientDetails newClient) {
        return new NewSession(principal, roles, newClient, attributes, namespace, lifetime, limit, epoch, replaced);
    }

    /** With these attributes to begin with. */
    public NewSession attributes(AttributeChanges newAttributes) {
        return new NewSession(principal, roles, client, newAttributes, namespace, lifetime, limit, epoch, replaced);
    }

    /** With this label, of 1 to 255 characters. */
    public NewSession namespace(String newNamespace) {
        if (newNamespace.isEmpty() || newNamespace.length() > 255) {
            throw new IllegalArgumentException("a namespace has 1 to 255 characters, not " + newNamespace.length());
        }
        return new NewSession(principal, roles, client, attributes, newNamespace, lifetime, limit, epoch, replaced);
    }

    /** With its own lifetime in place of the configured one. */
    public NewSession lifetime(Lifetime newLifetime) {
        return new NewSession(principal, roles, client, attributes, namespace, newLifetime, limit, epoch, replaced);
    }

    /** With its own limit of live sessions of this principal in place of the configured one; {@link #NO_LIMIT} for none. */
    public NewSession limit(int newLimit) {
        if (newLimit < 0) {
            throw new IllegalArgumentException("a limit is at least 1, or NO_LIMIT, not " + newLimit);
        }
        return new NewSession(principal, roles, client, attributes, namespace, lifetime, newLimit, epoch, replaced);
    }

    /** Only if the principal's sessions were not all ended since this mark was taken. */
    public NewSession epoch(LoginEpoch newEpoch) {
        return new NewSession(principal, roles, client, attributes, namespace, lifetime, limit, newEpoch, replaced);
    }

    /** In place of this session, which is ended as {@link EndReason#LOGOUT} and, being the same principal's, not counted by the limit. */
    public NewSession replacing(SessionKey key) {
        return new NewSession(principal, roles, client, attributes, namespace, lifetime, limit, epoch, key);
    }

    /** Who it shall belong to; null for an anonymous session. */
    public @Nullable String principal() {
        return principal;
    }

    /** Its roles. */
    public Set<String> roles() {
        return roles;
    }

    /** Its client. */
    public ClientDetails client() {
        return client;
    }

    /** Its first attributes. */
    public AttributeChanges attributes() {
        return attributes;
    }

    /** Its label, or null. */
    public @Nullable String namespace() {
        return namespace;
    }

    /** Its own lifetime, or empty for the configured one. */
    public Optional<Lifetime> lifetime() {
        return Optional.ofNullable(lifetime);
    }

    /** Its own limit, or empty for the configured one. */
    public Optional<Integer> limit() {
        return Optional.ofNullable(limit);
    }

    /** The mark taken before the credentials were checked, or empty. */
    public Optional<LoginEpoch> epoch() {
        return Optional.ofNullable(epoch);
    }

    /** The session that it takes the place of, or empty. */
    public Optional<SessionKey> replaced() {
        return Optional.ofNullable(replaced);
    }
}
