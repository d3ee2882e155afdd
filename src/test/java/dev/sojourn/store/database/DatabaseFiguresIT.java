package dev.sojourn.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AttributeChanges;
import dev.sojourn.ClientDetails;
import dev.sojourn.Device;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.device.UapDeviceParser;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.servers.PostgresServer;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.Policies;
import dev.sojourn.support.RecordedEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the docs say of sizes and times: how much disk of PostgreSQL's a session and an entry of its history take, indexes included, and how
 * long reading one takes. Written to {@code target/database-figures.txt}; {@code benchmarks/database} runs this alone.
 */
class DatabaseFiguresIT {

    private static final int SESSIONS = 3000;
    private static final int PER_PRINCIPAL = 3;
    private static final int LOADS = 20_000;

    private static final String USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/126.0.0.0 Safari/537.36";

    @Test
    void typical_session_takes_at_most_2000_bytes_and_its_history_500_an_entry() throws Exception {
        // what was acknowledged being on disk changes no size, and reads wait for no disk
        try (PostgresServer server = PostgresServer.start(Map.of("synchronous_commit", "off"));
                SessionStore store = open(server)) {
            var engine = new SessionEngine(
                    store,
                    Policies.DEFAULT.build(),
                    Clock.systemUTC(),
                    new SecureTokenSource(),
                    new JsonbMapper(),
                    new RecordedEvents());
            Device device = new UapDeviceParser().parse(Map.of("User-Agent", USER_AGENT)::get);
            List<IssuedSession> issued = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                issued.add(engine.create(login(i, device)));
            }
            long median = medianLoadNanos(
                    store,
                    new RecordKey(
                            RecordKind.SESSION, issued.get(0).session().key().value()));
            server.administer("VACUUM FULL");
            long session = size(server, "sojourn_record") / SESSIONS;
            issued.forEach(one -> engine.end(one.session().key(), EndReason.LOGOUT));
            server.administer("VACUUM FULL");
            long entry = size(server, "sojourn_history")
                    / Long.parseLong(
                            server.query("SELECT count(*) FROM sojourn_history").get(0));

            String text =
                    ("PostgreSQL %s, %d sessions, %d per principal, indexes included: %d bytes per session, %d bytes"
                                    + " per entry of the history; load: %d µs, the median of %d%n")
                            .formatted(server.version(), SESSIONS, PER_PRINCIPAL, session, entry, median / 1000, LOADS);
            Files.writeString(Path.of("target", "database-figures.txt"), text);
            System.out.print(text);
            assertThat(session).isLessThanOrEqualTo(2000);
            assertThat(entry).isLessThanOrEqualTo(500);
        }
    }

    private static SessionStore open(PostgresServer server) {
        var source = new DatabaseOptions.Url(server.url(), server.user(), server.password());
        return DatabaseStores.open(
                new DatabaseOptions(source, 4, Duration.ofSeconds(20), SchemaMode.CREATE, "sojourn:"),
                Clock.systemUTC());
    }

    private static NewSession login(int number, Device device) {
        return NewSession.of("user" + number / PER_PRINCIPAL)
                .roles(Set.of("user"))
                .client(new ClientDetails("203.0.113." + number % 250, USER_AGENT, device))
                .attributes(AttributeChanges.none().put("posts:read", true).put("posts:write", true));
    }

    private static long medianLoadNanos(SessionStore store, RecordKey key) {
        long[] nanos = new long[LOADS];
        for (int i = 0; i < LOADS; i++) {
            long began = System.nanoTime();
            assertThat(store.load(key)).isNotNull();
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        return nanos[LOADS / 2];
    }

    private static long size(PostgresServer server, String table) {
        return Long.parseLong(
                server.query("SELECT pg_total_relation_size('" + table + "')").get(0));
    }
}
