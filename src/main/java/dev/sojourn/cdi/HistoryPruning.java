package dev.sojourn.cdi;

import dev.sojourn.store.History;
import dev.sojourn.store.SessionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Forgets what the history of sessions has kept for long enough, in bounded batches. Several nodes may do it at the same time: each entry is
 * forgotten once.
 */
final class HistoryPruning {

    private static final int BATCH = 1000;

    private final SessionStore store;
    private final @Nullable Duration retention;
    private final Clock clock;

    /**
     * Of this store's history, if it has one.
     *
     * @param retention how long an entry is kept; null for ever
     */
    HistoryPruning(SessionStore store, @Nullable Duration retention, Clock clock) {
        this.store = store;
        this.retention = retention;
        this.clock = clock;
    }

    /** Answers how many entries were forgotten. */
    long run() {
        History history = store.capability(History.class).orElse(null);
        if (history == null || retention == null) {
            return 0;
        }
        Instant before = clock.instant().minus(retention);
        long forgotten = 0;
        int batch;
        do {
            batch = history.forget(before, BATCH);
            forgotten += batch;
        } while (batch == BATCH);
        return forgotten;
    }
}
