package dev.sojourn.observe;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.DoubleHistogramBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongCounter;
import io.opentelemetry.api.metrics.ObservableLongGauge;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Shows the figures by the OpenTelemetry that the server has, for example by MicroProfile Telemetry; where that is switched off, as it is by default, it
 * does nothing with them. A server without OpenTelemetry skips this bean.
 *
 * <p>The names have dots in the place of the underscores, as is usual there; Prometheus shows them as those of MicroProfile Metrics.
 */
@ApplicationScoped
public class OpenTelemetryMetrics implements ServerMetrics {

    private static final double NANOS = 1e9;

    /** In seconds. The usual buckets are made for milliseconds. */
    private static final List<Double> BUCKETS =
            List.of(0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0);

    @Inject
    Instance<OpenTelemetry> telemetries;

    /** Ends each callback. The server's telemetry may outlive the application, and would keep all its classes. */
    private final Queue<Runnable> endings = new ConcurrentLinkedQueue<>();

    /** Made by the container. */
    public OpenTelemetryMetrics() {}

    @Override
    public boolean available() {
        return telemetries.isResolvable();
    }

    @Override
    public void gauge(Figure figure, Supplier<OptionalLong> number, Map<String, String> labels) {
        Attributes attributes = attributes(labels);
        ObservableLongGauge gauge = meter().gaugeBuilder(name(figure))
                .setDescription(figure.description())
                .ofLongs()
                .buildWithCallback(
                        measurement -> number.get().ifPresent(value -> measurement.record(value, attributes)));
        endings.add(gauge::close);
    }

    @Override
    public void count(Figure figure, Count count, Map<String, String> labels) {
        Attributes attributes = attributes(labels);
        ObservableLongCounter counter = meter().counterBuilder(name(figure))
                .setDescription(figure.description())
                .buildWithCallback(measurement -> measurement.record(count.sum(), attributes));
        endings.add(counter::close);
    }

    @Override
    public StorageTimes.Receiver times(Figure figure, String kind, Map<String, String> labels) {
        DoubleHistogram histogram = histogram(figure);
        Map<String, Attributes> attributes = new ConcurrentHashMap<>();
        return (operation, nanos) -> histogram.record(
                nanos / NANOS,
                attributes.computeIfAbsent(operation, one -> attributes(Figures.and(labels, kind, one))));
    }

    private DoubleHistogram histogram(Figure figure) {
        DoubleHistogramBuilder builder = meter().histogramBuilder(name(figure))
                .setDescription(figure.description())
                .setUnit("s");
        try {
            return builder.setExplicitBucketBoundariesAdvice(BUCKETS).build();
        } catch (NoSuchMethodError before132) {
            return builder.build();
        }
    }

    private Meter meter() {
        return telemetries.get().getMeter("dev.sojourn");
    }

    private static String name(Figure figure) {
        return figure.id().replace('_', '.');
    }

    private static Attributes attributes(Map<String, String> labels) {
        AttributesBuilder attributes = Attributes.builder();
        labels.forEach(attributes::put);
        return attributes.build();
    }

    @PreDestroy
    void stop() {
        endings.forEach(Runnable::run);
    }
}
