package dev.sojourn.store;

import dev.sojourn.EndReason;
import dev.sojourn.SessionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a session that stay clear so that storages can index them.
 *
 * @param application which application created it
 * @param principal who it belongs to; null when anonymous
 * @param namespace its label, or null
 * @param endReason why it ended as written, or null: a session past {@code expiresAt} is ended although nobody has written it yet
 * @param createdAt when it was created
 * @param lastActiveAt the last written activity
 * @param expiresAt when it ends if nothing more is written; {@link Instant#MAX} for never
 * @param address its client's address in canonical text; null when unknown or not to be read by the storage
 */
public record IndexedFields(
        String application,
        @Nullable String principal,
        @Nullable String namespace,
        @Nullable EndReason endReason,
        Instant createdAt,
        Instant lastActiveAt,
        Instant expiresAt,
        @Nullable String address) {

    /** The state as written. */
    public SessionState state() {
        return endReason == null ? SessionState.ACTIVE : SessionState.ENDED;
    }

    /** Whether the session is live at this instant. */
    public boolean liveAt(Instant now) {
        return endReason == null && now.isBefore(expiresAt);
    }
}
