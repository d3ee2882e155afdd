package dev.sojourn.event;

import dev.sojourn.AdminAction;
import dev.sojourn.AdminTarget;
import dev.sojourn.BlockedBy;
import dev.sojourn.EndReason;
import dev.sojourn.SessionKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened to a session or a login. Observe this type for all of them, or one of its records. */
public sealed interface SessionEvent {

    /** When, in UTC. */
    Instant at();

    /** A session was created, authenticated or anonymous. */
    record Created(
            Instant at,
            SessionKey key,
            String application,
            @Nullable String principal,
            @Nullable String ipAddress) implements SessionEvent {}

    /** Somebody proved who they are: at login, also into an anonymous session, or again in a live one. */
    record Authenticated(Instant at, SessionKey key, String application, String principal) implements SessionEvent {}

    /** A session has a new secret. */
    record Rotated(
            Instant at,
            SessionKey key,
            String application,
            @Nullable String principal) implements SessionEvent {}

    /**
     * A session ended; published once for each session, by whoever's write ended it.
     *
     * @param by the administrator who did it; null otherwise
     */
    record Ended(
            Instant at,
            SessionKey key,
            String application,
            @Nullable String principal,
            EndReason reason,
            @Nullable String by)
            implements SessionEvent {}

    /**
     * A session was used from another address than the one it was given to. Published once for each new address (as far as it is compared) of a
     * session, by whoever's write noted it, on whichever node.
     *
     * @param before the session's own address
     * @param ipAddress the other one
     */
    record AddressChanged(
            Instant at,
            SessionKey key,
            String application,
            @Nullable String principal,
            String before,
            String ipAddress) implements SessionEvent {}

    /**
     * A session was used with another User-Agent than the one it was given to. Published once for each new one of a session, by whoever's write
     * noted it, on whichever node.
     *
     * @param before the session's own User-Agent
     * @param userAgent the other one; null where the client sent none
     */
    record AgentChanged(
            Instant at,
            SessionKey key,
            String application,
            @Nullable String principal,
            String before,
            @Nullable String userAgent)
            implements SessionEvent {}

    /** A login was refused unseen because there were too many failures; the name is as it was typed, cut to 255 characters. */
    record LoginBlocked(
            Instant at, String username, @Nullable String ipAddress, BlockedBy by) implements SessionEvent {}

    /** An administrator lifted a block of logins; the value is the username or address as it was counted. */
    record LoginUnblocked(Instant at, BlockedBy kind, String value, String administrator) implements SessionEvent {}

    /** Somebody signed in from a device from which they had not signed in before; not published for their very first one. */
    record NewDevice(
            Instant at,
            SessionKey key,
            String application,
            String principal,
            @Nullable String ipAddress) implements SessionEvent {}

    /**
     * An administrator did something, by the API or the console.
     *
     * @param application in which the administrator is signed in
     * @param ipAddress where from, as far as it may be kept
     * @param affected how many sessions ended
     */
    record Administered(
            Instant at,
            AdminAction action,
            String administrator,
            String application,
            @Nullable String ipAddress,
            AdminTarget target,
            int affected)
            implements SessionEvent {}

    /** An unsafe request was refused as forged. The key is null when it had no session. */
    record CsrfRefused(
            Instant at,
            @Nullable SessionKey key,
            String cause,
            @Nullable String ipAddress) implements SessionEvent {}
}
