package dev.sojourn.it.storages;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Visitor;
import dev.sojourn.servers.PostgresServer;
import dev.sojourn.servers.RedisServer;
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
    }
}
