package dev.sojourn.it.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.Visitor;
import dev.sojourn.servers.OtlpReceiver;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.Test;

/** What reaches a collector by the server's OpenTelemetry. */
abstract class OpenTelemetryContract {

    static final OtlpReceiver COLLECTOR = OtlpReceiver.start();

    abstract URI server();

    /** The WAR, whose server is to send there twice a second. */
    static Path war(Path folder) {
        Path war = folder.resolve("ROOT.war");
        Deployments.warWithAccounts(
                        "otel.sdk.disabled=false",
                        "otel.exporter.otlp.protocol=http/protobuf",
                        "otel.exporter.otlp.endpoint=" + COLLECTOR.endpoint(),
                        "otel.traces.exporter=none",
                        "otel.logs.exporter=none",
                        "otel.metrics.exporter=otlp",
                        "otel.metric.export.interval=500")
                .as(ZipExporter.class)
                .exportTo(war.toFile());
        return war;
    }

    private static Metric arrived(String name) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(COLLECTOR.names()).contains(name));
        return COLLECTOR.metric(name);
    }

    private static long count(String name, Map<String, String> labels) {
        return number(arrived(name).getSum().getDataPointsList(), labels);
    }

    private static long number(List<NumberDataPoint> points, Map<String, String> labels) {
        return points.stream()
                .filter(point -> OtlpReceiver.text(point.getAttributesList()).equals(labels))
                .mapToLong(NumberDataPoint::getAsInt)
                .findFirst()
                .orElseThrow(() -> new AssertionError(labels + " is not among " + points));
    }

    @Test
    void a_collector_gets_what_happens() {
        Map<String, String> application = Map.of("application", "/");
        Map<String, String> storage = Map.of("application", "/", "storage", "memory");
        Visitor visitor = Visitor.signedIn(server(), Accounts.fresh());
        visitor.get("/api/session").is(200);
        visitor.delete("/api/session").is(204);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                count("sojourn.sessions.ended", Map.of("application", "/", "reason", "logout")))
                        .isEqualTo(1));
        assertThat(count("sojourn.sessions.created", application)).isPositive();
        assertThat(count("sojourn.validations", Map.of("application", "/", "result", "live")))
                .isPositive();
        assertThat(count("sojourn.csrf.refusals", application)).isZero();
        assertThat(count("sojourn.logins.blocked", application)).isZero();
        assertThat(count("sojourn.storage.failures", storage)).isZero();
        assertThat(number(arrived("sojourn.storage.up").getGauge().getDataPointsList(), storage))
                .isEqualTo(1);
        assertThat(number(arrived("sojourn.sessions.active").getGauge().getDataPointsList(), storage))
                .isNotNegative();
        // of a storage without an outbox there is nothing to tell
        assertThat(COLLECTOR.names()).doesNotContain("sojourn.outbox");
    }

    @Test
    void a_collector_gets_times_of_the_storage_in_seconds() {
        Visitor.signedIn(server(), Accounts.fresh()).get("/api/session").is(200);

        Metric times = arrived("sojourn.storage.operation");

        assertThat(times.getUnit()).isEqualTo("s");
        HistogramDataPoint loads = times.getHistogram().getDataPointsList().stream()
                .filter(point -> "load"
                        .equals(OtlpReceiver.text(point.getAttributesList()).get("operation")))
                .findFirst()
                .orElseThrow();
        assertThat(loads.getCount()).isPositive();
        assertThat(loads.getSum()).isPositive().isLessThan(60);
        assertBuckets(loads.getExplicitBoundsList());
    }

    abstract void assertBuckets(List<Double> bounds);
}
