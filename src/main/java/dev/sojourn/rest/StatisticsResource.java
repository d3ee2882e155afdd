package dev.sojourn.rest;

import dev.sojourn.SessionStatistics;
import dev.sojourn.StorageHealth;
import dev.sojourn.StorageMonitor;
import dev.sojourn.StorageState;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/** {@code /api/admin/statistics}: what happened on this node, how many sessions are live, and how the storage is. */
public class StatisticsResource {

    /** What other nodes have counts of their own of. */
    private static final List<String> THIS_NODE =
            List.of("created", "ended", "blockedLogins", "csrfRefusals", "validations", "since");

    private final Administration administration;
    private final String application;
    private final SessionStatistics statistics;
    private final StorageMonitor monitor;
    private final StorageState state;

    StatisticsResource(
            Administration administration,
            String application,
            SessionStatistics statistics,
            StorageMonitor monitor,
            StorageState state) {
        this.administration = administration;
        this.application = application;
        this.statistics = statistics;
        this.monitor = monitor;
        this.state = state;
    }

    /** All of it; at once, also while the storage hangs. */
    @GET
    public Response statistics() {
        return administration.call(administrator -> {
            var body = Json.createObjectBuilder()
                    .add("application", application)
                    .add("since", statistics.since().toString())
                    .add("active", orNull(statistics.active()))
                    .add("created", statistics.created())
                    .add("ended", byName(statistics.ended(), reason -> reason.code()))
                    .add("blockedLogins", statistics.blockedLogins())
                    .add("csrfRefusals", statistics.csrfRefusals())
                    .add("validations", byName(statistics.validations(), result -> result))
                    .add("storage", storage())
                    .add("thisNode", Json.createArrayBuilder(THIS_NODE));
            return Answers.json(200, body.build());
        });
    }

    private JsonObjectBuilder storage() {
        StorageHealth health = monitor.check();
        return Json.createObjectBuilder()
                .add("name", state.inUse())
                .add("configured", state.configured())
                .add("status", health.up() ? "up" : "down")
                .add("latencyMillis", health.latency().toMillis())
                .add("degraded", state.degraded())
                .add("outbox", orNull(monitor.outbox()));
    }

    private static <K> JsonObjectBuilder byName(Map<K, Long> counts, Function<K, String> name) {
        var json = Json.createObjectBuilder();
        counts.forEach((each, count) -> json.add(name.apply(each), count));
        return json;
    }

    private static JsonValue orNull(OptionalLong number) {
        return number.isPresent() ? Json.createValue(number.getAsLong()) : JsonValue.NULL;
    }
}
