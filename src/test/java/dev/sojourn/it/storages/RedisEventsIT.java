package dev.sojourn.it.storages;

import dev.sojourn.servers.RedisServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Live events of two nodes on one Redis. */
@EnabledIfSystemProperty(named = "payara.jar", matches = ".+")
class RedisEventsIT {

    private static RedisServer redis;
    private static EventsOfTwoNodes nodes;

    @BeforeAll
    static void start(@TempDir Path folder) {
        redis = RedisServer.start();
        nodes = new EventsOfTwoNodes(folder, "sojourn.storage=redis", "sojourn.redis.port=" + redis.port());
    }

    @AfterAll
    static void stop() {
        if (nodes != null) {
            nodes.close();
        }
        redis.close();
    }

    @Test
    void both_nodes_show_what_happens_on_each_exactly_once() {
        nodes.assertBothSeeBoth(List.of("created", "authenticated", "ended"));
    }

    @Test
    void stream_ends_when_its_session_ends_on_the_other_node() {
        nodes.assertEndedFromTheOther();
    }
}
