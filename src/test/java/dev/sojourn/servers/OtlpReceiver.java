package dev.sojourn.servers;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** A collector of OpenTelemetry, by its protocol over HTTP: keeps the last of every metric that a server sends. */
public final class OtlpReceiver implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Metric> metrics = new ConcurrentHashMap<>();

    private OtlpReceiver(HttpServer server) {
        this.server = server;
    }

    /** Starts one. */
    public static OtlpReceiver start() {
        try {
            OtlpReceiver receiver =
                    new OtlpReceiver(HttpServer.create(new InetSocketAddress(Ports.LOOPBACK, Ports.free()), 0));
            receiver.server.createContext("/", receiver::receive);
            receiver.server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For {@code otel.exporter.otlp.endpoint}. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was sent under this name last; null for nothing. */
    public Metric metric(String name) {
        return metrics.get(name);
    }

    /** The names of all that was sent. */
    public List<String> names() {
        return metrics.keySet().stream().sorted().toList();
    }

    /** Attributes as text. */
    public static Map<String, String> text(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey, attribute -> attribute.getValue().getStringValue()));
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = body(exchange)) {
            if (exchange.getRequestURI().getPath().equals("/v1/metrics")) {
                keep(body.readAllBytes());
            }
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
    }

    private void keep(byte[] request) throws InvalidProtocolBufferException {
        ExportMetricsServiceRequest.parseFrom(request).getResourceMetricsList().stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream())
                .forEach(metric -> metrics.put(metric.getName(), metric));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
