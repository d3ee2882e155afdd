package dev.sojourn.it.storages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.EventReader;
import dev.sojourn.it.Visitor;
import dev.sojourn.servers.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Live events of two nodes on one PostgreSQL. */
@EnabledIfSystemProperty(named = "payara.jar", matches = ".+")
class DatabaseEventsIT {

    private static PostgresServer postgres;
    private static EventsOfTwoNodes nodes;

    @BeforeAll
    static void start(@TempDir Path folder) {
        postgres = PostgresServer.start();
        nodes = new EventsOfTwoNodes(
                folder,
                "sojourn.storage=database",
                "sojourn.database.url=" + postgres.url(),
                "sojourn.database.username=" + postgres.user(),
                "sojourn.database.password=" + postgres.password(),
                "sojourn.database.timeout=20s");
    }

    @AfterAll
    static void stop() {
        if (nodes != null) {
            nodes.close();
        }
        postgres.close();
    }

    @Test
    void both_nodes_show_what_happens_on_each_exactly_once() {
        nodes.assertBothSeeBoth(List.of("created", "ended"));
    }

    @Test
    void stream_ends_when_its_session_ends_on_the_other_node() {
        nodes.assertEndedFromTheOther();
    }

    @Test
    void who_comes_again_to_another_node_misses_nothing_and_sees_nothing_twice() {
        Visitor admin = nodes.admin();
        String seen = Accounts.fresh();
        String missed = Accounts.fresh();
        String last = Accounts.fresh();
        String lastEventId;
        try (EventReader first = nodes.watch(0, admin)) {
            Visitor.signedIn(nodes.node(0), seen);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> first.typesOf(seen).contains("created"));
            lastEventId = first.lastEventId();
        }
        Visitor.signedIn(nodes.node(0), missed).delete("/api/session").is(204);

        try (EventReader again = EventReader.open(nodes.node(1), admin, lastEventId)) {
            Visitor.signedIn(nodes.node(1), last);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> again.typesOf(last).contains("created"));

            assertThat(again.typesOf(seen)).isEmpty();
            assertThat(again.typesOf(missed)).containsExactly("created", "ended");
            assertThat(again.received()).noneMatch(event -> event.name().equals("lost"));
        }
    }
}
