package dev.sojourn.it.storages;

import dev.sojourn.servers.PostgresServer;
import java.nio.file.Path;
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
    void who_lost_the_connection_before_anything_happened_misses_nothing_either() {
        nodes.assertResumedFromTheBeginning();
    }

    @Test
    void who_comes_again_to_another_node_misses_nothing_and_sees_nothing_twice() {
        nodes.assertResumedOnTheOther();
    }
}
