package dev.sojourn.it.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.Visitor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Statements 6, 28 and 47 where sessions are in their clients' cookies. */
@ArquillianTest
class CookieStorageChecklistIT {

    @ArquillianResource
    URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.warWithAccounts(
                "sojourn.storage=cookie",
                "sojourn.cookie-storage.keys=k1:" + "A".repeat(43) + "=",
                "sojourn.cookie-storage.revocation=memory",
                "sojourn.session.idle-timeout=PT15S",
                "sojourn.session.touch-interval=PT1S",
                "sojourn.rest.readable-attributes=ui.*",
                "sojourn.rest.writable-attributes=ui.*",
                // so that every Visitor has an address of its own
                "sojourn.web.trusted-proxies=127.0.0.1");
    }

    private Visitor signedIn(String account) {
        return Visitor.signedIn(server, account);
    }

    @Test
    void s06_cookie_is_within_4096_bytes_and_a_larger_session_is_refused() {
        Visitor visitor = signedIn(Accounts.fresh());
        visitor.patch("/api/session/attributes", "{\"ui.small\":\"" + "x".repeat(1000) + "\"}")
                .is(200);
        String before = visitor.cookie(Visitor.SESSION);
        assertThat(Visitor.SESSION.length() + before.length()).isBetween(1300, 4096);

        Answer refused = visitor.patch("/api/session/attributes", "{\"ui.large\":\"" + "x".repeat(4000) + "\"}");

        refused.isProblem(413, "too-large");
        assertThat(refused.setCookie(Visitor.SESSION)).isEmpty();
        assertThat(visitor.cookie(Visitor.SESSION)).isEqualTo(before);
        assertThat(visitor.session().getJsonObject("attributes")).containsOnlyKeys("ui.small");
    }

    @Test
    void s28_no_cookie_of_a_session_is_accepted_after_the_logout() {
        String account = Accounts.fresh();
        Visitor visitor = signedIn(account);
        Visitor atLogin = visitor.copy();
        visitor.patch("/api/session/attributes", "{\"ui.theme\":\"dark\"}").is(200);
        Visitor changed = visitor.copy();
        visitor.post("/api/session/rotation").is(200);
        Visitor rotated = visitor.copy();

        visitor.delete("/api/session").is(204);

        for (Visitor saved : List.of(atLogin, changed, rotated)) {
            saved.get("/api/session").isNoSession("logout");
            saved.get("/api/session").isNoSession("logout");
            saved.delete("/api/session").isNoSession("logout");
        }
        Visitor again = signedIn(account);
        rotated.get("/api/session").isNoSession("logout");
        again.session();
    }

    /** The cookie says itself when it is over, so looking at a saved one does not put that off. */
    @Test
    void s47_expired_cookie_is_refused() {
        String saved = signedIn(Accounts.fresh()).cookie(Visitor.SESSION);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> with(saved).get("/api/session").isNoSession("idle"));
        with(saved).get("/api/session").isNoSession("idle");
    }

    @Test
    void s47_cookie_that_was_tampered_with_truncated_or_signed_with_none_is_no_session() {
        String good = signedIn(Accounts.fresh()).cookie(Visitor.SESSION);
        String key = good.substring(0, 22);
        String jwe = good.substring(23);
        var random = new Random(4711);
        for (int i = 0; i < 300; i++) {
            int at = random.nextInt(good.length());
            char other = (char) ('A' + random.nextInt(26));
            if (good.charAt(at) != other) {
                assertUnknown(good.substring(0, at) + other + good.substring(at + 1));
            }
            assertUnknown(good.substring(0, at));
        }
        String body = jwe.substring(jwe.indexOf('.'));
        for (String header : List.of(
                "{\"alg\":\"none\"}",
                "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"kid\":\"k1\"}",
                "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"kid\":\"k1\",\"typ\":\"sojourn-session\",\"aud\":\"/\",\"zip\":\"DEF\"}",
                "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"kid\":\"../../k1\",\"typ\":\"sojourn-session\",\"aud\":\"/\"}")) {
            String encoded =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));
            assertUnknown(key + "." + encoded + body);
            assertUnknown(key + "." + encoded + "." + encoded + ".");
        }
        assertUnknown(jwe);
        assertUnknown(key + "." + "A".repeat(43));
        assertUnknown(good + "A".repeat(3000));
    }

    private void assertUnknown(String cookie) {
        with(cookie).get("/api/session").isNoSession("unknown");
    }

    private Visitor with(String cookie) {
        return new Visitor(server).withCookie(Visitor.SESSION, cookie);
    }
}
