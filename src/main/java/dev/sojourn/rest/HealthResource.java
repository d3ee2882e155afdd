package dev.sojourn.rest;

import dev.sojourn.StorageHealth;
import dev.sojourn.StorageMonitor;
import jakarta.json.Json;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.Response;

/** {@code /api/health}: whether this node can serve, for load balancers and probes; tells nothing else, and needs no session. */
public class HealthResource {

    private final StorageMonitor monitor;

    HealthResource(StorageMonitor monitor) {
        this.monitor = monitor;
    }

    /** 200 while the storage answers, else 503; at once, also while the storage hangs. */
    @GET
    public Response health() {
        StorageHealth health = monitor.check();
        return Answers.json(
                health.up() ? 200 : 503,
                Json.createObjectBuilder()
                        .add("status", health.up() ? "up" : "down")
                        .add("storage", health.storage())
                        .add("latencyMillis", health.latency().toMillis())
                        .build());
    }
}
