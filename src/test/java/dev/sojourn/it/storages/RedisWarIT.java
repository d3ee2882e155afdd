package dev.sojourn.it.storages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Visitor;
import dev.sojourn.servers.RedisServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The WAR starts before its Redis, and waits for it. */
class RedisWarIT extends OnStorage {

    private static RedisServer redis;
    private static boolean started;

    @Deployment(testable = false)
    static WebArchive war() {
        redis = RedisServer.with().durable().password("let me in").start();
        redis.kill();
        return war(
                "redis",
                "sojourn.redis.url=redis://:let%20me%20in@127.0.0.1:" + redis.port(),
                "sojourn.redis.timeout=1s");
    }

    @BeforeEach
    void start_redis_after_the_application() {
        if (!started) {
            assertDown(new Visitor(server).withCookie(Visitor.SESSION, "A".repeat(22) + "." + "B".repeat(43)));
            redis.restart();
            awaitUp();
            started = true;
        }
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Override
    String storage() {
        return "redis";
    }

    @Test
    void session_is_there_again_when_redis_is() {
        Visitor visitor = signedIn(Accounts.fresh());

        redis.kill();
        assertDown(visitor);
        redis.restart();
        awaitUp();

        visitor.session();
        visitor.delete("/api/session").is(204);
    }

    @Test
    void frozen_redis_is_a_503_as_well() {
        Visitor visitor = signedIn(Accounts.fresh());

        redis.freeze();
        try {
            assertDown(visitor);
            assertAliveButNotReady();
        } finally {
            redis.resume();
        }
        awaitUp();

        visitor.session();
    }

    /** Where the server has MicroProfile Health: no platform shall start the process anew for its storage's sake. */
    private void assertAliveButNotReady() {
        if ("payara".equals(System.getProperty("arquillian.launch"))) {
            new Visitor(server).get("/health/live").is(200);
            assertThat(new Visitor(server).get("/health/ready").is(503).body()).contains("sojourn-storage", "DOWN");
            assertThat(new Visitor(server).get("/metrics").is(200).body())
                    .contains("sojourn_storage_up{application=\"/\",mp_scope=\"application\",storage=\"redis\"} 0.0")
                    .contains(
                            "sojourn_sessions_active{application=\"/\",mp_scope=\"application\",storage=\"redis\"} NaN");
        }
    }
}
