package dev.sojourn.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.store.History;
import dev.sojourn.store.HistoryEntry;
import dev.sojourn.store.HistoryFilter;
import dev.sojourn.store.HistoryPage;
import dev.sojourn.support.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryPruningTest {

    private static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");

    private final MutableClock clock = new MutableClock(NOW);
    private final Old history = new Old();

    /** So many old entries. */
    private static final class Old implements History {

        private int entries = 2500;
        private @Nullable Instant before;

        @Override
        public HistoryPage history(HistoryFilter filter, @Nullable String cursor, int limit) {
            return new HistoryPage(List.of(), null);
        }

        @Override
        public void note(HistoryEntry entry) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int forget(Instant before, int limit) {
            this.before = before;
            int forgotten = Math.min(limit, entries);
            entries -= forgotten;
            return forgotten;
        }

        @Override
        public int forget(String principal, Set<String> applications, int limit) {
            throw new UnsupportedOperationException("pruning asks for no principal");
        }
    }

    @Test
    void old_entries_are_forgotten_batch_by_batch() {
        assertThat(pruning(Duration.ofDays(7)).run()).isEqualTo(2500);
        assertThat(history.entries).isZero();
        assertThat(history.before).isEqualTo(NOW.minus(Duration.ofDays(7)));
    }

    @Test
    void history_without_a_limit_is_kept() {
        assertThat(pruning(null).run()).isZero();
        assertThat(history.entries).isEqualTo(2500);
    }

    @Test
    void storage_without_history_has_nothing_to_forget() {
        assertThat(new HistoryPruning(new PingedStore("redis"), Duration.ofDays(7), clock).run())
                .isZero();
    }

    private HistoryPruning pruning(@Nullable Duration retention) {
        var store = new PingedStore("database");
        store.capability = history;
        return new HistoryPruning(store, retention, clock);
    }
}
