package dev.sojourn;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session as it was when it was read: a view, not a handle for changes, which go through {@link SessionManager}.
 *
 * <p>Injected into a bean ({@code @Inject Session}) it is the live session of the current request, and each call answers
 * for the moment's request; every method then throws {@link SessionNotLiveException} where the request has no live
 * session. Use {@link CurrentSession} to ask whether there is one. Safe for many threads.
 */
public interface Session {

    /** The public handle. */
    SessionKey key();

    /** The application that created it. */
    String application();

    /** Who it belongs to; null for an anonymous session. */
    @Nullable
    String principal();

    /** The roles given at login; unmodifiable, empty for an anonymous session. */
    Set<String> roles();

    /** Its label, or null. */
    @Nullable
    String namespace();

    /** Whether it can be used, judged when it was read. */
    SessionState state();

    /** Why it ended; null while it is active. */
    @Nullable
    EndReason endReason();

    /** When it ended; null while it is active. */
    @Nullable
    Instant endedAt();

    /** When it was created. */
    Instant createdAt();

    /** When its user last proved who they are; null for an anonymous session. */
    @Nullable
    Instant authenticatedAt();

    /** The last activity that was written: up to one touch interval before the last one there was. */
    Instant lastActiveAt();

    /** The earlier of idle and absolute expiry: it lives at least until then, unless it is ended. {@link Instant#MAX} without any. */
    Instant expiresAt();

    /** When it ends however active its user is; null for never. */
    @Nullable
    Instant absoluteExpiresAt();

    /** The client as seen at creation. */
    ClientDetails client();

    /** The application's data. */
    Attributes attributes();

    /** Whether its cookie outlives the browser ("remember me"). */
    boolean persistent();

    /** Whether it has a principal. */
    default boolean authenticated() {
        return principal() != null;
    }
}
