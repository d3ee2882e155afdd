package dev.sojourn.observe;

import dev.sojourn.StorageHealth;
import dev.sojourn.StorageMonitor;
import dev.sojourn.StorageState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Readiness in MicroProfile Health: up while the storage answers; degraded while that is the fallback. A server without MicroProfile Health skips this bean. */
@Readiness
@ApplicationScoped
public class StorageReadiness implements HealthCheck {

    @Inject
    StorageMonitor monitor;

    @Inject
    StorageState state;

    /** Made by the container. */
    public StorageReadiness() {}

    @Override
    public HealthCheckResponse call() {
        StorageHealth health = monitor.check();
        return HealthCheckResponse.named("sojourn-storage")
                .status(health.up())
                .withData("storage", health.storage())
                .withData("latencyMillis", health.latency().toMillis())
                .withData("degraded", state.degraded())
                .build();
    }
}
