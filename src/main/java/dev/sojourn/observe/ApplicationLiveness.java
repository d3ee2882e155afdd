package dev.sojourn.observe;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Liveness in MicroProfile Health: up while the application runs, that is, whenever it answers.
 *
 * <p>The storage is no part of it. Who asks for liveness starts the process anew when it fails, and no new start brings a storage back: all nodes would
 * be killed again and again while it is away, and with {@code memory} the sessions with them. Readiness tells of the storage: then no
 * requests are sent here until it is back. A server without MicroProfile Health skips this bean.
 */
@Liveness
@ApplicationScoped
public class ApplicationLiveness implements HealthCheck {

    /** Made by the container. */
    public ApplicationLiveness() {}

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.up("sojourn");
    }
}
