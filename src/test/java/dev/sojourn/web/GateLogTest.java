package dev.sojourn.web;

import static dev.sojourn.web.Site.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.support.CapturedLog;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the filter refuses is explained to whoever looks for a cause. */
class GateLogTest {

    private final Site site = new Site(new WebFixture().rest());
    private final CapturedLog log = new CapturedLog(SessionGate.class.getPackageName(), Level.FINE);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void forged_request_is_explained_without_its_token() throws Exception {
        var alice = site.login("alice");
        String key = alice.session().key().value();

        site.request(with(alice, FakeRequest.post("/order")).header("X-CSRF-Token", "wrong"));

        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("SOJ-0402 ")
                .contains("(token-wrong)", key.substring(0, 6) + "...")
                .doesNotContain(key, "\"wrong\"", alice.token().value());
    }

    @Test
    void request_of_another_site_without_a_session_is_explained() throws Exception {
        site.request(FakeRequest.post("/order").header("Sec-Fetch-Site", "cross-site"));

        assertThat(log.messages()).singleElement().asString().contains("(sec-fetch-site)", "session (none)");
    }

    @Test
    void administration_without_the_role_is_explained() throws Exception {
        var alice = site.login("alice");

        site.request(with(alice, FakeRequest.get("/api/admin/sessions")));

        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("SOJ-0403 ")
                .contains(alice.session().key().value().substring(0, 6) + "...");
    }

    @Test
    void what_is_let_in_is_not_told() throws Exception {
        site.request(with(site.login("alice"), FakeRequest.get("/order")));

        assertThat(log.messages()).isEmpty();
    }
}
