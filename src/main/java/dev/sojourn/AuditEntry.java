package dev.sojourn;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit. Of an administrator's action, principal, namespace and address are what it was about.
 *
 * @param type what it tells
 * @param at when, in UTC
 * @param key the session's key; null where it is not about one session
 * @param application whose session, or where the administrator worked
 * @param principal the session's principal from then on; null when anonymous
 * @param namespace the session's namespace from then on, or null
 * @param ipAddress the client's address as far as it is kept, or null
 * @param reason why it ended; null unless it did
 * @param by who did it where that is not the session's own user: an administrator's principal; null otherwise
 * @param action what the administrator did; null for every other type
 */
public record AuditEntry(
        AuditType type,
        Instant at,
        @Nullable SessionKey key,
        String application,
        @Nullable String principal,
        @Nullable String namespace,
        @Nullable String ipAddress,
        @Nullable EndReason reason,
        @Nullable String by,
        @Nullable AdminAction action) {}
