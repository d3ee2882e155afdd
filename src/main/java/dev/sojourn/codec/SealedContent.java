package dev.sojourn.codec;

import dev.sojourn.store.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What encryption hides of a record.
 *
 * @param text what does not stay clear beside the body: a session's address, the id of a count of login attempts; null for none
 * @param body the record's body
 */
public record SealedContent(@Nullable String text, Bytes body) {}
