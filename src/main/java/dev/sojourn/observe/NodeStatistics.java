package dev.sojourn.observe;

import dev.sojourn.EndReason;
import dev.sojourn.SessionManager;
import dev.sojourn.SessionSearch;
import dev.sojourn.SessionState;
import dev.sojourn.SessionStatistics;
import dev.sojourn.StorageMonitor;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/** The {@link SessionStatistics} of a node. */
public final class NodeStatistics implements SessionStatistics {

    private final Counts counts;
    private final StorageMonitor monitor;
    private final SharedFigure active;

    /**
     * Of these counts, and of what this manager counts.
     *
     * @param monitor tells whether the storage is up, because the count that is shared may be from before it went down
     * @param executor runs what may take as long as the storage's timeout
     * @param patience how long a caller waits
     */
    public NodeStatistics(
            Counts counts, SessionManager manager, StorageMonitor monitor, Executor executor, Duration patience) {
        this.counts = counts;
        this.monitor = monitor;
        this.active = new SharedFigure(
                () -> manager.count(SessionSearch.ALL.inState(SessionState.ACTIVE)),
                executor,
                patience,
                System::nanoTime);
    }

    @Override
    public Instant since() {
        return counts.since();
    }

    @Override
    public long created() {
        return counts.created().sum();
    }

    @Override
    public Map<EndReason, Long> ended() {
        return sums(counts.ended());
    }

    @Override
    public Map<String, Long> validations() {
        return sums(counts.validations());
    }

    @Override
    public long csrfRefusals() {
        return counts.csrfRefusals().sum();
    }

    @Override
    public long blockedLogins() {
        return counts.blockedLogins().sum();
    }

    private static <K> Map<K, Long> sums(Map<K, Count> counts) {
        Map<K, Long> sums = new LinkedHashMap<>();
        counts.forEach((which, count) -> sums.put(which, count.sum()));
        return sums;
    }

    @Override
    public OptionalLong active() {
        return monitor.check().up() ? active.get() : OptionalLong.empty();
    }
}
