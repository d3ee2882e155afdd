package dev.sojourn.observe;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
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

    private final Set<MetricID> registered = ConcurrentHashMap.newKeySet();

    /** Made by the container. */
    public MicroProfileMetrics() {}

    @Override
    public boolean available() {
        return registries.isResolvable();
    }

    @Override
    public void gauge(Figure figure, Supplier<OptionalLong> number, Map<String, String> labels) {
        Tag[] tags = registered(figure, labels);
        var unused = registries.get().gauge(metadata(figure, MetricUnits.NONE), () -> orNaN(number.get()), tags);
    }

    @Override
    public void count(Figure figure, Count count, Map<String, String> labels) {
        Counter counter = registries.get().counter(metadata(figure, MetricUnits.NONE), registered(figure, labels));
        count.also(counter::inc);
    }

    @Override
    public StorageTimes.Receiver times(Figure figure, String kind, Map<String, String> labels) {
        Map<String, Timer> timers = new ConcurrentHashMap<>();
        return (operation, nanos) -> timers.computeIfAbsent(operation, one -> timer(figure, kind, one, labels))
                .update(Duration.ofNanos(nanos));
    }

    private Timer timer(Figure figure, String kind, String operation, Map<String, String> labels) {
        // shown in seconds by every server; Payara does so right only for a timer that says it has nanoseconds, as it
        // has
        return registries
                .get()
                .timer(
                        metadata(figure, MetricUnits.NANOSECONDS),
                        registered(figure, Figures.and(labels, kind, operation)));
    }

    private Tag[] registered(Figure figure, Map<String, String> labels) {
        Tag[] tags = labels.entrySet().stream()
                .map(label -> new Tag(label.getKey(), label.getValue()))
                .toArray(Tag[]::new);
        registered.add(new MetricID(figure.id(), tags));
        return tags;
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
        if (!registered.isEmpty()) {
            registries.get().removeMatching((id, metric) -> registered.contains(id));
        }
    }
}
