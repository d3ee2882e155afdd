package dev.sojourn.it;

import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Reads {@code /api/admin/events} as a browser's EventSource does, on a thread of its own. */
public final class EventReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpResponse<InputStream> response;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private volatile @Nullable String lastEventId;
    private volatile int retryMillis;
    private volatile boolean over;

    /** What an EventSource tells a page. */
    public record Received(@Nullable String id, String name, JsonObject data) {}

    private EventReader(HttpResponse<InputStream> response) {
        this.response = response;
        this.reader = new Thread(this::read, "events");
        reader.setDaemon(true);
        reader.start();
    }

    /** Connects, and waits until the stream has begun. */
    public static EventReader open(URI server, Visitor visitor) {
        return open(server, visitor, null);
    }

    /** Connects again after the event with this id. */
    public static EventReader open(URI server, Visitor visitor, @Nullable String lastEventId) {
        var request = HttpRequest.newBuilder(server.resolve("/api/admin/events"))
                .header("Accept", "text/event-stream")
                .header("Forwarded", "for=" + visitor.address())
                .header("Cookie", Visitor.SESSION + "=" + visitor.cookie(Visitor.SESSION));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            var client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            var reader = new EventReader(client.send(request.build(), BodyHandlers.ofInputStream()));
            await().atMost(PATIENCE).until(() -> !reader.comments.isEmpty() || reader.over);
            return reader;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The answer as it began. */
    public HttpResponse<InputStream> response() {
        return response;
    }

    /** All events so far, in their order. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** All comments so far. */
    public List<String> comments() {
        return List.copyOf(comments);
    }

    /** The id of the last event, or of the greeting. */
    public @Nullable String lastEventId() {
        return lastEventId;
    }

    /** After how many milliseconds a client comes again; 0 while it has not been told. */
    public int retryMillis() {
        return retryMillis;
    }

    /** Whether the server ended it. */
    public boolean over() {
        return over;
    }

    /** The types of the events of a principal so far, in their order. */
    public List<String> typesOf(String principal) {
        return received().stream()
                .filter(event -> principal.equals(event.data().getString("principal", null)))
                .map(event -> event.data().getString("type"))
                .toList();
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String name = "message";
            var data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int colon = line.indexOf(':');
                String field = colon < 0 ? line : line.substring(0, colon);
                String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
                switch (field) {
                    case "" -> {
                        if (colon == 0) {
                            comments.add(value);
                        } else if (data.length() > 0) {
                            received.add(new Received(lastEventId, name, json(data.toString())));
                            data.setLength(0);
                            name = "message";
                        }
                    }
                    case "id" -> lastEventId = value;
                    case "retry" -> retryMillis = Integer.parseInt(value);
                    case "event" -> name = value;
                    case "data" -> data.append(value);
                    default -> {}
                }
            }
        } catch (IOException closed) {
            // by one of the two
        } finally {
            over = true;
        }
    }

    private static JsonObject json(String text) {
        try (var json = Json.createReader(new StringReader(text))) {
            return json.readObject();
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
            reader.join(PATIENCE.toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
