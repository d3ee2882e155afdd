package dev.sojourn.web;

import static dev.sojourn.web.Site.with;
import static dev.sojourn.web.WebFixture.CSRF_COOKIE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.event.SessionEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements 34, 37 and 38 of the security list, at the filter: what an unsafe request has to prove. */
class CsrfGateTest {

    private final Site site = new Site(new WebFixture()
            .protect("/mine/*")
            .loginPage("/login.html")
            .exempt("/hook/*")
            .passive("/poll/*")
            .rest());

    @Test
    void unsafe_request_with_a_session_needs_its_token() throws Exception {
        var alice = site.login("alice");
        var other = site.login("alice");

        var none = site.request(with(alice, FakeRequest.post("/order")));
        var cookieOnly = site.request(with(alice, FakeRequest.post("/order"))
                .cookie(CSRF_COOKIE, alice.csrf().masked()));
        var others = site.request(with(alice, FakeRequest.post("/order"))
                .header("X-CSRF-Token", other.csrf().masked()));
        var good = site.request(with(alice, FakeRequest.post("/order"))
                .header("X-CSRF-Token", alice.csrf().masked()));

        assertThat(none.status()).isEqualTo(403);
        assertThat(none.response.body()).contains("urn:sojourn:problem:csrf");
        assertThat(cookieOnly.status()).isEqualTo(403);
        assertThat(others.status()).isEqualTo(403);
        assertThat(good.let()).isTrue();
    }

    @Test
    void anonymous_session_is_protected_from_forged_requests_too() throws Exception {
        assertThat(site.request(with(site.visitor(), FakeRequest.post("/cart"))).status())
                .isEqualTo(403);
    }

    @Test
    void refusal_is_an_event_with_the_key_and_the_address_but_no_token() throws Exception {
        var alice = site.login("alice");
        site.events.clear();

        site.request(with(alice, FakeRequest.post("/order")).header("X-CSRF-Token", "wrong"));

        assertThat(site.events)
                .containsExactly(new SessionEvent.CsrfRefused(
                        WebFixture.NOW, alice.session().key(), "token-wrong", "192.0.2.10"));
    }

    @Test
    void request_of_another_site_is_refused_without_a_session_too() throws Exception {
        var answer = site.request(FakeRequest.post("/order").header("Sec-Fetch-Site", "cross-site"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(site.events)
                .containsExactly(new SessionEvent.CsrfRefused(WebFixture.NOW, null, "sec-fetch-site", "192.0.2.10"));
    }

    @Test
    void rest_login_needs_no_token_but_its_origin_is_checked() throws Exception {
        var alice = site.login("alice");

        assertThat(site.request(with(alice, FakeRequest.post("/api/session"))).let())
                .isTrue();
        assertThat(site.request(FakeRequest.post("/api/session").header("Sec-Fetch-Site", "same-site"))
                        .status())
                .isEqualTo(403);
        assertThat(site.request(with(alice, FakeRequest.get("/api/session").method("DELETE")))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void exempt_path_is_not_checked_at_all() throws Exception {
        var request = with(site.login("alice"), FakeRequest.post("/hook/in")).header("Sec-Fetch-Site", "cross-site");

        assertThat(site.request(request).let()).isTrue();
    }

    @Test
    void check_can_be_switched_off() throws Exception {
        var open = new Site(new WebFixture().withoutCsrf());

        assertThat(open.request(with(open.login("alice"), FakeRequest.post("/order"))
                                .header("Sec-Fetch-Site", "cross-site"))
                        .let())
                .isTrue();
    }

    @Test
    void missing_session_is_told_before_a_missing_token() throws Exception {
        var answer = site.request(FakeRequest.post("/mine/x").header("Sec-Fetch-Site", "cross-site"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(site.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "TRACE"})
    void safe_method_needs_no_token(String method) throws Exception {
        var request = with(site.login("alice"), FakeRequest.get("/order").method(method))
                .header("Sec-Fetch-Site", "cross-site");

        assertThat(site.request(request).let()).isTrue();
    }
}
