package dev.sojourn.observe;

import dev.sojourn.SessionStatistics;
import dev.sojourn.StorageMonitor;
import dev.sojourn.StorageState;
import dev.sojourn.config.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Shows every {@link Figure} to the metrics that the server has, be they none, one or two kinds. */
@ApplicationScoped
public class Figures {

    @Inject
    Instance<ServerMetrics> servers;

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

    /** Made by the container. */
    public Figures() {}

    /** Begins; once, when the application starts. */
    public void start() {
        servers.stream().filter(ServerMetrics::available).forEach(this::show);
    }

    private void show(ServerMetrics server) {
        Map<String, String> application = Map.of(Figure.APPLICATION, settings.application());
        Map<String, String> storage = and(application, Figure.STORAGE, state.inUse());

        server.gauge(Figure.SESSIONS_ACTIVE, statistics::active, storage);
        server.gauge(Figure.STORAGE_UP, () -> OptionalLong.of(monitor.check().up() ? 1 : 0), storage);
        server.gauge(Figure.OUTBOX, monitor::outbox, storage);
        server.count(Figure.SESSIONS_CREATED, counts.created(), application);
        server.count(Figure.CSRF_REFUSALS, counts.csrfRefusals(), application);
        server.count(Figure.LOGINS_BLOCKED, counts.blockedLogins(), application);
        server.count(Figure.STORAGE_FAILURES, counts.storageFailures(), storage);
        counts.ended()
                .forEach((reason, count) ->
                        server.count(Figure.SESSIONS_ENDED, count, and(application, Figure.REASON, reason.code())));
        counts.validations()
                .forEach((result, count) ->
                        server.count(Figure.VALIDATIONS, count, and(application, Figure.RESULT, result)));
        times.tell(server.times(Figure.STORAGE_OPERATION, Figure.OPERATION, storage));
    }

    static Map<String, String> and(Map<String, String> labels, String name, String value) {
        var all = new LinkedHashMap<>(labels);
        all.put(name, value);
        return all;
    }

    @PreDestroy
    void stop() {
        times.tellNobody();
    }
}
