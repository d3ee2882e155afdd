package dev.sojourn.observe;

import dev.sojourn.SessionStatistics;
import dev.sojourn.StorageMonitor;
import dev.sojourn.StorageState;
import dev.sojourn.config.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Shows the figures by MicroProfile Metrics. A server without MicroProfile Metrics skips this bean. */
@ApplicationScoped
public class MicroProfileMetrics implements ServerMetrics {

    @Inject
    Instance<MetricRegistry> registries;

    @Inject
    Settings settings;

    @Inject
    Counts counts;

    @Inject
    StorageTimes times;

    @Inject
    SessionStatistics statistics;

    @Inject
    StorageMonitor monitor;

    @Inject
    StorageState state;

    private final Set<MetricID> registered = ConcurrentHashMap.newKeySet();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    /** Made by the container. */
    public MicroProfileMetrics() {}

    @Override
    public void start() {
        // a server may have the interfaces and have switched the rest off
        if (registries.isUnsatisfied()) {
            return;
        }
        MetricRegistry registry = registries.get();
        var application = new Tag(Figure.APPLICATION, settings.application());
        var storage = new Tag(Figure.STORAGE, state.inUse());

        gauge(registry, Figure.SESSIONS_ACTIVE, statistics::active, application, storage);
        gauge(registry, Figure.STORAGE_UP, () -> OptionalLong.of(monitor.check().up() ? 1 : 0), application, storage);
        gauge(registry, Figure.OUTBOX, monitor::outbox, application, storage);
        count(registry, Figure.SESSIONS_CREATED, counts.created(), application);
        count(registry, Figure.CSRF_REFUSALS, counts.csrfRefusals(), application);
        count(registry, Figure.LOGINS_BLOCKED, counts.blockedLogins(), application);
        count(registry, Figure.STORAGE_FAILURES, counts.storageFailures(), application, storage);
        counts.ended()
                .forEach((reason, count) -> count(
                        registry, Figure.SESSIONS_ENDED, count, application, new Tag(Figure.REASON, reason.code())));
        counts.validations()
                .forEach((result, count) ->
                        count(registry, Figure.VALIDATIONS, count, application, new Tag(Figure.RESULT, result)));
        times.tell((operation, nanos) -> timers.computeIfAbsent(
                        operation, kind -> timer(registry, application, storage, new Tag(Figure.OPERATION, kind)))
                .update(Duration.ofNanos(nanos)));
    }

    private void gauge(MetricRegistry registry, Figure figure, Numbers numbers, Tag... tags) {
        registered.add(new MetricID(figure.id(), tags));
        var unused = registry.gauge(metadata(figure, MetricUnits.NONE), () -> orNaN(numbers.get()), tags);
    }

    private void count(MetricRegistry registry, Figure figure, Count count, Tag... tags) {
        registered.add(new MetricID(figure.id(), tags));
        Counter counter = registry.counter(metadata(figure, MetricUnits.NONE), tags);
        count.also(counter::inc);
    }

    private Timer timer(MetricRegistry registry, Tag... tags) {
        registered.add(new MetricID(Figure.STORAGE_OPERATION.id(), tags));
        // shown in seconds by every server; Payara does so right only for a timer that says it has nanoseconds, as it
        // has
        return registry.timer(metadata(Figure.STORAGE_OPERATION, MetricUnits.NANOSECONDS), tags);
    }

    /** A number, or none at the moment. */
    @FunctionalInterface
    private interface Numbers {
        OptionalLong get();
    }

    private static Metadata metadata(Figure figure, String unit) {
        return Metadata.builder()
                .withName(figure.id())
                .withDescription(figure.description())
                .withUnit(unit)
                .build();
    }

    private static Double orNaN(OptionalLong number) {
        return number.isPresent() ? (double) number.getAsLong() : Double.NaN;
    }

    /** The registry may outlive the application, and would keep all its classes. */
    @PreDestroy
    void stop() {
        times.tell(null);
        if (!registered.isEmpty()) {
            registries.get().removeMatching((id, metric) -> registered.contains(id));
        }
    }
}
