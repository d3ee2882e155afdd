package dev.sojourn.it.storages;

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
        } finally {
            redis.resume();
        }
        awaitUp();

        visitor.session();
    }
}
