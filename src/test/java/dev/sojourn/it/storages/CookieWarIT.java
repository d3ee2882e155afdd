package dev.sojourn.it.storages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Visitor;
import dev.sojourn.servers.RedisServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The WAR with sessions in cookies and its denylist in Redis. */
class CookieWarIT extends OnStorage {

    static final String KEYS = "sojourn.cookie-storage.keys=k1:" + "A".repeat(43) + "=";

    private static RedisServer redis;

    @Deployment(testable = false)
    static WebArchive war() {
        redis = RedisServer.with().durable().start();
        return war(
                "cookie",
                KEYS,
                "sojourn.cookie-storage.revocation=redis",
                "sojourn.redis.url=redis://127.0.0.1:" + redis.port(),
                "sojourn.redis.timeout=1s");
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Override
    String storage() {
        return "cookie";
    }

    @Override
    @Test
    void administrator_finds_and_ends_the_sessions_of_a_user() {
        Visitor admin = signedIn(Accounts.ADMIN);
        Visitor user = signedIn(Accounts.fresh());
        admin.get("/api/admin/sessions").isProblem(501, "not-supported");
        admin.get("/api/admin/sessions/" + user.session().getString("key")).isProblem(501, "not-supported");
        admin.delete("/api/admin/sessions/" + user.session().getString("key")).is(204);

        user.get("/api/session").isNoSession("admin");
    }

    @Override
    @Test
    void devices_are_listed_and_ended_from_another() {
        String account = Accounts.fresh();
        Visitor first = signedIn(account);
        Visitor second = signedIn(account);

        second.get("/api/me/sessions").isProblem(501, "not-supported");
        second.delete("/api/me/sessions/" + first.key()).isProblem(501, "not-supported");
        second.delete("/api/me/sessions").is(200);

        first.get("/api/session").isNoSession("logout");
        second.session();
    }

    @Override
    @Test
    void sixth_session_of_a_user_ends_the_one_that_was_unused_for_longest() {
        String account = Accounts.fresh();
        Visitor first = signedIn(account);
        for (int i = 0; i < 5; i++) {
            signedIn(account);
        }

        // there is no such limit: nobody knows the others
        first.session();
    }

    @Test
    void cookie_is_new_only_when_something_changed() {
        Visitor visitor = signedIn(Accounts.fresh());
        assertThat(visitor.get("/api/session").is(200).setCookie(Visitor.SESSION))
                .isEmpty();
        assertThat(visitor.post("/api/session/csrf").is(200).setCookie(Visitor.SESSION))
                .hasSize(1);
        assertThat(visitor.get("/api/session").is(200).setCookie(Visitor.SESSION))
                .isEmpty();
    }

    @Test
    void forged_request_is_refused_as_on_every_storage() {
        Visitor visitor = signedIn(Accounts.fresh());
        String old = visitor.cookie(Visitor.CSRF);
        visitor.call("POST", "/api/session/rotation").csrf(null).send().isProblem(403, "csrf");
        visitor.post("/api/session/csrf").is(200);
        visitor.call("POST", "/api/session/rotation").csrf(old).send().isProblem(403, "csrf");
        visitor.post("/api/session/rotation").is(200);
    }

    @Test
    void every_cookie_of_a_session_is_dead_after_logout() {
        Visitor visitor = signedIn(Accounts.fresh());
        Visitor first = visitor.copy();
        visitor.patch("/api/session/attributes", "{\"ui.theme\":\"dark\"}").is(200);
        Visitor second = visitor.copy();

        assertThat(visitor.delete("/api/session").is(204).setCookie(Visitor.SESSION))
                .hasSize(1);

        first.get("/api/session").isNoSession("logout");
        second.get("/api/session").isNoSession("logout");
        second.delete("/api/session").isNoSession("logout");
    }

    @Test
    void denylist_that_is_down_lets_nobody_in() {
        Visitor visitor = signedIn(Accounts.fresh());
        Visitor ended = visitor.copy();
        visitor.delete("/api/session").is(204);
        Visitor other = signedIn(Accounts.fresh());

        redis.kill();
        assertDown(ended);
        redis.restart();
        awaitUp();

        ended.get("/api/session").isNoSession("logout");
        other.session();
    }
}
