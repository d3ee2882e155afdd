package dev.sojourn.codec;

import dev.sojourn.ClientDetails;
import dev.sojourn.EndReason;
import dev.sojourn.store.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a session's record holds besides its indexed fields.
 *
 * @param secrets hashes of its secrets, and its CSRF bytes
 * @param timing its own lifetime
 * @param client the client as seen at creation, or at a re-authentication that brought one
 * @param authenticatedAt when its user last proved who they are; null when anonymous
 * @param roles given at login
 * @param attributes JSON texts by name
 * @param ending why and when it ended; null while active
 * @param seen what else it was seen with
 */
public record SessionBody(
        Secrets secrets,
        Timing timing,
        ClientDetails client,
        @Nullable Instant authenticatedAt,
        Set<String> roles,
        Map<String, String> attributes,
        @Nullable Ending ending,
        Seen seen) {

    /** Copies the collections. */
    public SessionBody {
        roles = Set.copyOf(roles);
        attributes = Map.copyOf(attributes);
    }

    /** One that was seen with nothing else yet. */
    public SessionBody(
            Secrets secrets,
            Timing timing,
            ClientDetails client,
            @Nullable Instant authenticatedAt,
            Set<String> roles,
            Map<String, String> attributes,
            @Nullable Ending ending) {
        this(secrets, timing, client, authenticatedAt, roles, attributes, ending, Seen.NONE);
    }

    /**
     * The secrets of a session, as a storage may know them.
     *
     * @param hash SHA-256 of the current secret; empty on a tombstone that never was a session
     * @param issuedAt when the current secret was issued
     * @param salt makes the successor at the next renewal
     * @param csrf the CSRF token's bytes
     * @param superseded earlier secrets, newest first, a few of them
     */
    public record Secrets(Bytes hash, Instant issuedAt, Bytes salt, Bytes csrf, List<Superseded> superseded) {

        /** Copies the list. */
        public Secrets {
            superseded = List.copyOf(superseded);
        }
    }

    /**
     * An earlier secret.
     *
     * @param hash its SHA-256
     * @param retiredAt when it was superseded
     * @param salt what made its successor, when it was renewed: in the grace it still works and leads there; null when it
     *     was rotated: then it is dead at once
     */
    public record Superseded(
            Bytes hash, Instant retiredAt, @Nullable Bytes salt) {}

    /**
     * The session's own lifetime.
     *
     * @param idle its idle timeout; null for none
     * @param absoluteAt when it ends whatever happens; null for never
     * @param extendedTo lives at least until then although idle; null when not extended
     * @param persistent whether its cookie outlives the browser
     */
    public record Timing(
            @Nullable Duration idle,
            @Nullable Instant absoluteAt,
            @Nullable Instant extendedTo,
            boolean persistent) {}

    /** Why and when a session ended. */
    public record Ending(EndReason reason, Instant at) {}

    /** The same with other secrets. */
    public SessionBody withSecrets(Secrets other) {
        return new SessionBody(other, timing, client, authenticatedAt, roles, attributes, ending, seen);
    }

    /** The same with another lifetime. */
    public SessionBody withTiming(Timing other) {
        return new SessionBody(secrets, other, client, authenticatedAt, roles, attributes, ending, seen);
    }

    /** The same with other roles. */
    public SessionBody withRoles(Set<String> other) {
        return new SessionBody(secrets, timing, client, authenticatedAt, other, attributes, ending, seen);
    }

    /** The same with other attributes. */
    public SessionBody withAttributes(Map<String, String> other) {
        return new SessionBody(secrets, timing, client, authenticatedAt, roles, other, ending, seen);
    }

    /** The same, authenticated at this instant. */
    public SessionBody withAuthenticatedAt(Instant at) {
        return new SessionBody(secrets, timing, client, at, roles, attributes, ending, seen);
    }

    /** The same, given to this client: what it was seen with before counts no more. */
    public SessionBody withClient(ClientDetails other) {
        return new SessionBody(secrets, timing, other, authenticatedAt, roles, attributes, ending);
    }

    /** The same, seen with something else. */
    public SessionBody withSeen(Seen other) {
        return new SessionBody(secrets, timing, client, authenticatedAt, roles, attributes, ending, other);
    }

    /** What is left when the session ends: attributes go and what it was seen with, the hashes stay so that the token's holder can be told why. */
    public SessionBody ended(Ending why) {
        return new SessionBody(secrets, timing, client, authenticatedAt, roles, Map.of(), why);
    }
}
