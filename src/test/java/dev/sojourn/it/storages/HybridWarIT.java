package dev.sojourn.it.storages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Visitor;
import dev.sojourn.servers.PostgresServer;
import dev.sojourn.servers.RedisServer;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Redis in front of PostgreSQL. The database goes first: after a test that hurt the front, that is out of service for a moment, and
 * sessions made meanwhile are in the database only.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HybridWarIT extends OnStorage {

    private static RedisServer redis;
    private static PostgresServer postgres;

    @Deployment(testable = false)
    static WebArchive war() {
        redis = RedisServer.start();
        postgres = PostgresServer.start();
        return war(
                "hybrid",
                "sojourn.redis.port=" + redis.port(),
                "sojourn.database.url=" + postgres.url(),
                "sojourn.database.username=" + postgres.user(),
                "sojourn.database.password=" + postgres.password(),
                // the first operation makes the tables, on a server that may be busy
                "sojourn.database.timeout=20s");
    }

    @AfterAll
    static void stop() {
        redis.close();
        postgres.close();
    }

    @Override
    void checkAudit(Visitor admin, String ended) {
        checkHistory(admin, ended);
    }

    @Override
    String storage() {
        return "hybrid";
    }

    @Test
    void nobody_is_signed_out_when_the_front_is_flushed() {
        Visitor visitor = signedIn(Accounts.fresh());

        redis.command("FLUSHALL");

        visitor.session();
        visitor.delete("/api/session").is(204);
    }

    @Test
    void nobody_is_signed_out_when_the_front_dies_and_comes_back_empty() {
        Visitor visitor = signedIn(Accounts.fresh());
        Visitor leaving = signedIn(Accounts.fresh());
        Visitor left = leaving.copy();

        redis.kill();
        visitor.session();
        leaving.delete("/api/session").is(204);
        Visitor newcomer = signedIn(Accounts.fresh());
        redis.restart();

        visitor.session();
        newcomer.session();
        left.get("/api/session").isNoSession("logout");
    }

    @Test
    @Order(1)
    void requests_go_on_while_the_database_is_away() {
        Visitor visitor = signedIn(Accounts.fresh());
        visitor.session();

        postgres.kill();
        visitor.session();
        visitor.patch("/api/session/attributes", "{\"ui.theme\":\"dark\"}").is(200);
        postgres.restart();

        visitor.session();
        awaitDatabase();
    }

    /**
     * Only it can tell that a session is unknown, or let somebody in who was not here before. The storage's health says nothing of it while the
     * front is there.
     */
    private void awaitDatabase() {
        Visitor unknown = new Visitor(server).withCookie(Visitor.SESSION, "A".repeat(22) + "." + "B".repeat(43));
        await("the database is back")
                .atMost(Duration.ofSeconds(30))
                .until(() -> unknown.get("/api/session").status() == 401);
    }

    @Test
    void nothing_is_lost_when_the_front_is_killed_under_load() throws Exception {
        Traffic traffic = Traffic.of(8, server);
        try (traffic) {
            traffic.awaitMore(200);
            redis.kill();
            traffic.awaitMore(400);
            redis.restart();
            traffic.awaitMore(200);
        }

        assertThat(traffic.refusals())
                .as("changes that were not answered with 200")
                .isEmpty();
        assertNothingIsLost(traffic);
    }

    @Test
    @Order(2)
    void nothing_is_lost_when_the_database_is_killed_under_load() throws Exception {
        Traffic traffic = Traffic.of(8, server);
        try (traffic) {
            traffic.awaitMore(200);
            postgres.kill();
            traffic.awaitMore(400);
            postgres.restart();
            traffic.awaitMore(200);
        }

        assertThat(traffic.refusals())
                .as("changes that were not answered with 200")
                .isEmpty();
        assertNothingIsLost(traffic);
        awaitDatabase();
    }

    /** Everybody is signed in with his last change, and the history has each change once, in order. */
    private static void assertNothingIsLost(Traffic traffic) {
        for (Traffic.User user : traffic.users()) {
            int steps = user.visitor().session().getJsonObject("attributes").getInt("ui.step");
            assertThat(steps).as("last change of %s", user.visitor().key()).isEqualTo(user.done());
            await("the history is whole")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(postgres.query(
                                    "SELECT version FROM sojourn_history WHERE kind = 'changed' AND session_key = '"
                                            + user.visitor().key() + "' ORDER BY happened_at, version, id"))
                            .hasSize(user.done())
                            .doesNotHaveDuplicates()
                            .extracting(Long::parseLong)
                            .isSorted());
        }
    }
}
