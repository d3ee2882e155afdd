package dev.sojourn;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The plain {@link Session}: a value. */
public record SessionSnapshot(
        SessionKey key,
        String application,
        @Nullable String principal,
        Set<String> roles,
        @Nullable String namespace,
        SessionState state,
        @Nullable EndReason endReason,
        @Nullable Instant endedAt,
        Instant createdAt,
        @Nullable Instant authenticatedAt,
        Instant lastActiveAt,
        Instant expiresAt,
        @Nullable Instant absoluteExpiresAt,
        ClientDetails client,
        Attributes attributes,
        boolean persistent)
        implements Session {

    /** Copies the roles. */
    public SessionSnapshot {
        roles = Set.copyOf(roles);
    }
}
