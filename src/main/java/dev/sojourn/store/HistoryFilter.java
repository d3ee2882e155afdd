package dev.sojourn.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the history; null means any.
 *
 * @param principal of this principal
 * @param session of the session with this key
 * @param from not before this instant
 * @param to before this instant
 */
public record HistoryFilter(
        @Nullable String principal,
        @Nullable String session,
        @Nullable Instant from,
        @Nullable Instant to) {}
