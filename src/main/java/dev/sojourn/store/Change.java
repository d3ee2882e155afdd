package dev.sojourn.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a write does, told to the storage with the record to be written. It is no part of the record: a storage that keeps a
 * history writes it there in the same step, every other one ignores it.
 *
 * @param kind what happened
 * @param at when it happened, which for an expiry is before it is written
 * @param by who did it where that is not the session's own user: an administrator's principal; null otherwise
 */
public record Change(ChangeKind kind, Instant at, @Nullable String by) {}
