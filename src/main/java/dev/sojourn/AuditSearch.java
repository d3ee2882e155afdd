package dev.sojourn;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit; null means any.
 *
 * @param principal of this principal
 * @param key of this session
 * @param from not before this instant
 * @param to before this instant
 */
public record AuditSearch(
        @Nullable String principal,
        @Nullable SessionKey key,
        @Nullable Instant from,
        @Nullable Instant to) {}
