package dev.sojourn.codec;

import dev.sojourn.EndReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The index of one principal's sessions.
 *
 * @param epoch changes whenever all sessions of the principal are ended
 * @param entries its sessions
 */
public record PrincipalBody(long epoch, List<Entry> entries) {

    /** Copies the list. */
    public PrincipalBody {
        entries = List.copyOf(entries);
    }

    /**
     * A session of the principal.
     *
     * @param key its key, in the form of a {@link dev.sojourn.SessionKey}
     * @param application which application created it
     * @param since when the entry was written, which is when the session was created or got its principal
     * @param until the session's absolute expiry: the entry is worth nothing afterwards; null for never
     * @param ending set when the session is chosen to end: whoever sees it must see to it that the session has ended
     */
    public record Entry(
            String key,
            String application,
            Instant since,
            @Nullable Instant until,
            @Nullable EndReason ending) {

        /** The same, chosen to end. */
        public Entry ending(EndReason reason) {
            return ending == null ? new Entry(key, application, since, until, reason) : this;
        }
    }
}
