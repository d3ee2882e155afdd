package dev.sojourn.it.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.Visitor;
import dev.sojourn.servers.PayaraMicro;
import dev.sojourn.servers.PostgresServer;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.database.DatabaseOptions;
import dev.sojourn.store.database.DatabaseStores;
import dev.sojourn.store.database.SchemaMode;
import dev.sojourn.store.redis.RedisNode;
import dev.sojourn.store.redis.RedisOptions;
import dev.sojourn.store.redis.RedisStores;
import dev.sojourn.store.redis.RedisTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long an administrator waits for a page among many sessions: over HTTP, at the WAR on a Payara Micro of its own. Appends to
 * {@code target/search-figures.txt}; {@code benchmarks/search} runs this alone.
 */
@EnabledIfSystemProperty(named = "figures.sessions", matches = "\\d+")
class SearchFiguresIT {

    private static final int SESSIONS = Integer.getInteger("figures.sessions", 0);
    private static final int WRITERS = 8;
    private static final int WARM_UP = 100;
    private static final int CALLS = 300;

    private static final List<String> QUESTIONS = List.of(
            "sessions",
            "sessions?state=active&limit=200",
            "sessions?state=active&principal=user17",
            "sessions?principal=user17",
            "sessions?state=active&address=203.0.113.17",
            "sessions?namespace=branch-7",
            "statistics");

    @TempDir
    Path folder;

    @Test
    void postgresql() throws Exception {
        try (PostgresServer server = PostgresServer.start(Map.of("synchronous_commit", "off"))) {
            var source = new DatabaseOptions.Url(server.url(), server.user(), server.password());
            try (SessionStore store = DatabaseStores.open(
                    new DatabaseOptions(source, WRITERS, Duration.ofSeconds(30), SchemaMode.CREATE, "sojourn:"),
                    Clock.systemUTC())) {
                ManySessions.fill(store, SESSIONS);
            }
            // what the database does by itself after a while
            server.administer("VACUUM ANALYZE");
            measure(
                    "PostgreSQL " + server.version(),
                    "sojourn.storage=database",
                    "sojourn.database.url=" + server.url(),
                    "sojourn.database.username=" + server.user(),
                    "sojourn.database.password=" + server.password());
        }
    }

    @Test
    void redis() throws Exception {
        try (RedisServer server = RedisServer.start()) {
            try (SessionStore store = RedisStores.open(
                    RedisOptions.defaults()
                            .withTopology(new RedisTopology.Standalone(new RedisNode("127.0.0.1", server.port())))
                            .withTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(5)),
                    Clock.systemUTC())) {
                ManySessions.fill(store, SESSIONS);
            }
            measure("Redis", "sojourn.storage=redis", "sojourn.redis.port=" + server.port());
        }
    }

    private void measure(String storage, String... configuration) throws IOException {
        Path war = folder.resolve("ROOT.war");
        Deployments.warWithAccounts(configuration).as(ZipExporter.class).exportTo(war.toFile());
        try (PayaraMicro node = PayaraMicro.start(List.of(war), "/api/health")) {
            Visitor admin = Visitor.signedIn(node.uri(), Accounts.ADMIN);
            for (String question : QUESTIONS) {
                measure(storage, admin, question);
            }
        }
    }

    private static void measure(String storage, Visitor admin, String question) throws IOException {
        long[] micros = new long[CALLS];
        int items = 0;
        for (int i = -WARM_UP; i < CALLS; i++) {
            long began = System.nanoTime();
            var answer = admin.get("/api/admin/" + question);
            long took = (System.nanoTime() - began) / 1000;
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            if (i >= 0) {
                micros[i] = took;
            }
            items = answer.json().containsKey("items")
                    ? answer.json().getJsonArray("items").size()
                    : 0;
        }
        Arrays.sort(micros);
        String line = "| %s | %d | `%s` | %d | %.1f | %.1f |%n"
                .formatted(
                        storage,
                        SESSIONS,
                        question,
                        items,
                        micros[CALLS / 2] / 1000.0,
                        micros[CALLS * 95 / 100] / 1000.0);
        System.out.print(line);
        Files.writeString(
                Path.of("target", "search-figures.txt"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
