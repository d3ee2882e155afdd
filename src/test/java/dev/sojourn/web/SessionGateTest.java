package dev.sojourn.web;

import static dev.sojourn.web.Site.with;
import static dev.sojourn.web.WebFixture.COOKIE;
import static dev.sojourn.web.WebFixture.CSRF_COOKIE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.AttributeChanges;
import dev.sojourn.CurrentSession;
import dev.sojourn.EndReason;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.SessionToken;
import dev.sojourn.Validation;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements 9, 11, 19, 27, 46 and 49 of the security list, at the filter. */
class SessionGateTest {

    private final Site site = new Site(new WebFixture()
            .protect("/mine/*")
            .loginPage("/login.html")
            .exempt("/hook/*")
            .passive("/poll/*")
            .rest());

    @Test
    void visitor_costs_the_storage_nothing() throws Exception {
        assertThat(site.request(FakeRequest.get("/")).let()).isTrue();
        assertThat(site.request(FakeRequest.post("/order").header("Sec-Fetch-Site", "same-origin"))
                        .let())
                .isTrue();
        assertThat(site.request(FakeRequest.get("/mine/x")).status()).isEqualTo(401);
        assertThat(site.store.calls()).isZero();
    }

    @Test
    void session_is_validated_once_in_a_request() throws Exception {
        var alice = site.login("alice");
        site.clock.advance(Duration.ofSeconds(1));
        int before = site.store.calls();

        site.request(with(alice, FakeRequest.get("/mine/x")), (request, response, current) -> {
            assertThat(current.get()).isPresent();
            assertThat(request.getUserPrincipal().getName()).isEqualTo("alice");
            assertThat(request.isUserInRole("customer")).isTrue();
        });

        assertThat(site.store.calls() - before).as("one read and one touch").isEqualTo(2);
    }

    @Test
    void protected_path_lets_a_session_with_a_principal_in_and_keeps_its_answer_out_of_caches() throws Exception {
        var answer = site.request(with(site.login("alice"), FakeRequest.get("/mine/x")));

        assertThat(answer.let()).isTrue();
        assertThat(answer.response.headers("Cache-Control")).containsExactly("no-store");
        assertThat(answer.response.headers("Vary")).containsExactly("Cookie");
        assertThat(answer.response.headers("Set-Cookie")).isEmpty();
    }

    @Test
    void anonymous_session_opens_no_protected_path() throws Exception {
        var answer = site.request(with(site.visitor(), FakeRequest.get("/mine/x")));

        assertThat(answer.let()).isFalse();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.response.body()).contains("\"reason\":\"missing\"");
    }

    @Test
    void ended_session_is_told_its_reason_and_keeps_its_cookie() throws Exception {
        var alice = site.login("alice");
        site.manager.end(alice.session().key(), EndReason.ADMIN);

        var program = site.request(with(alice, FakeRequest.get("/mine/x")));
        var browser = site.request(
                with(alice, FakeRequest.get("/mine/x").query("a=1")).header("Accept", "text/html"));

        assertThat(program.response.body()).contains("\"reason\":\"admin\"");
        assertThat(program.response.headers("Set-Cookie")).isEmpty();
        assertThat(browser.response.header("Location")).isEqualTo("/login.html?next=%2Fmine%2Fx%3Fa%3D1&reason=admin");
        assertThat(browser.response.headers("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "a\r\nb",
                "a\u0000b",
                "a b",
                "*",
                "{}",
                "a:b",
                "\u00e9\u4e2d",
                "\"AAAAAAAAAAAAAAAAAAAAAA\"",
                "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            })
    void hostile_token_opens_nothing_and_is_never_adopted(String token) throws Exception {
        var answer = site.request(FakeRequest.get("/mine/x").cookie(COOKIE, token));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.response.body()).contains("\"reason\":\"unknown\"").doesNotContain(token);
        assertThat(site.store.size()).isZero();
    }

    @Test
    void huge_token_opens_nothing() throws Exception {
        var answer = site.request(FakeRequest.get("/mine/x").cookie(COOKIE, "A".repeat(10_000)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(site.store.calls()).isZero();
    }

    @Test
    void two_different_session_cookies_are_no_session_in_either_order() throws Exception {
        String alice = site.login("alice").token().value();
        String mallory = site.login("mallory").token().value();

        for (String[] pair : new String[][] {{alice, mallory}, {mallory, alice}, {alice, ""}, {"x", alice}}) {
            var request =
                    FakeRequest.get("/mine/x").header("Cookie", COOKIE + "=" + pair[0] + "; " + COOKIE + "=" + pair[1]);
            assertThat(site.request(request).status()).isEqualTo(401);
        }
        var twice = FakeRequest.get("/mine/x").cookie(COOKIE, alice).cookie(COOKIE, alice);
        assertThat(site.request(twice).let()).isTrue();
    }

    @Test
    void token_outside_the_cookie_is_not_looked_at() throws Exception {
        String token = site.login("alice").token().value();
        var request = FakeRequest.get("/mine/x;" + COOKIE + "=" + token)
                .query(COOKIE + "=" + token)
                .header(COOKIE, token)
                .header("Authorization", "Bearer " + token);

        assertThat(site.request(request).status()).isEqualTo(401);
    }

    @Test
    void passive_request_does_not_slide_the_idle_expiry() throws Exception {
        var alice = site.login("alice");
        site.clock.advance(Duration.ofMinutes(20));
        site.request(with(alice, FakeRequest.get("/poll/news")));
        site.request(with(alice, FakeRequest.get("/x")).header("X-Session-Passive", "true"));
        site.clock.advance(Duration.ofMinutes(11));

        assertThat(site.request(with(alice, FakeRequest.get("/mine/x")))
                        .response
                        .body())
                .contains("\"reason\":\"idle\"");
    }

    @Test
    void active_request_slides_the_idle_expiry() throws Exception {
        var alice = site.login("alice");
        site.clock.advance(Duration.ofMinutes(20));
        site.request(with(alice, FakeRequest.get("/x")).header("X-Session-Passive", "false"));
        site.clock.advance(Duration.ofMinutes(11));

        assertThat(site.request(with(alice, FakeRequest.get("/mine/x"))).let()).isTrue();
    }

    @Test
    void renewal_gives_the_client_the_one_successor() throws Exception {
        var renewing = new Site(new WebFixture().renewal(Duration.ofMinutes(10)));
        var alice = renewing.login("alice");
        renewing.clock.advance(Duration.ofMinutes(11));

        var first = renewing.request(with(alice, FakeRequest.get("/x")));
        var second = renewing.request(with(alice, FakeRequest.get("/x")));
        String successor = first.response.cookie(COOKIE);

        assertThat(successor).isNotEqualTo(alice.token().value());
        assertThat(SessionToken.parse(successor).orElseThrow().key())
                .isEqualTo(alice.session().key());
        assertThat(second.response.cookie(COOKIE)).isEqualTo(successor);
        assertThat(alice.csrf().matches(first.response.cookie(CSRF_COOKIE))).isTrue();
        assertThat(first.response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(renewing.request(FakeRequest.get("/x").cookie(COOKIE, successor))
                        .response
                        .headers("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void answer_that_comes_late_does_not_put_a_renewed_secret_over_a_newer_one() throws Exception {
        var renewing = new Site(new WebFixture().renewal(Duration.ofMinutes(10)));
        var alice = renewing.login("alice");
        renewing.clock.advance(Duration.ofMinutes(11));

        var late = renewing.request(with(alice, FakeRequest.get("/slow")), (http, response, current) -> {
            // another tab, which is told of the successor and rotates it, is answered first
            var tab = renewing.manager.validate(alice.token().value());
            renewing.manager.rotate(((Validation.Live) tab).successor().orElseThrow());
            renewing.clock.advance(Duration.ofMinutes(5));
            response.getOutputStream().print("done");
        });

        assertThat(late.response.headers("Set-Cookie")).isEmpty();
        assertThat(renewing.manager.exists(alice.session().key())).isTrue();
    }

    @Test
    void renewed_secret_is_told_before_the_body_even_if_the_storage_fails_then() throws Exception {
        var renewing = new Site(new WebFixture().renewal(Duration.ofMinutes(10)));
        var alice = renewing.login("alice");
        renewing.clock.advance(Duration.ofMinutes(11));

        var answer = renewing.request(with(alice, FakeRequest.get("/x")), (http, response, current) -> {
            renewing.store.down(true);
            response.getOutputStream().print("begun");
            assertThat(response.getHeaders("Set-Cookie")).hasSize(2);
        });

        assertThat(answer.response.cookies(COOKIE)).hasSize(1);
        assertThat(answer.response.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void session_renewed_in_this_request_can_be_rotated_in_it() throws Exception {
        var renewing = new Site(new WebFixture().renewal(Duration.ofMinutes(10)));
        var alice = renewing.login("alice");
        renewing.clock.advance(Duration.ofMinutes(11));

        var answer =
                renewing.request(with(alice, FakeRequest.get("/x")), (request, response, current) -> current.rotate());

        String rotated = answer.response.cookie(COOKIE);
        assertThat(renewing.request(FakeRequest.get("/x").cookie(COOKIE, rotated), (request, response, current) -> {
                            assertThat(current.get()).isPresent();
                        })
                        .let())
                .isTrue();
    }

    @Test
    void storage_that_is_down_refuses_what_needs_it_and_nothing_else() throws Exception {
        var alice = site.login("alice");
        site.store.down(true);

        var guarded = site.request(with(alice, FakeRequest.get("/mine/x")).header("Accept", "text/html"));
        var unsafe = site.request(with(alice, FakeRequest.post("/order")));
        var page = site.request(with(alice, FakeRequest.get("/")));
        var asking = site.request(with(alice, FakeRequest.get("/")), (request, response, current) -> current.get());

        for (var refused : new Site.Answer[] {guarded, unsafe, asking}) {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.response.header("Retry-After")).isEqualTo("5");
            assertThat(refused.response.headers("Set-Cookie")).isEmpty();
        }
        assertThat(guarded.let()).isFalse();
        assertThat(unsafe.let()).isFalse();
        assertThat(page.let()).isTrue();
        assertThat(page.status()).isEqualTo(200);

        site.store.down(false);
        assertThat(site.request(with(alice, FakeRequest.get("/mine/x"))).let()).isTrue();
    }

    @Test
    void session_that_ends_during_the_request_is_an_answer_and_no_error() throws Exception {
        var alice = site.login("alice");

        var answer = site.request(with(alice, FakeRequest.get("/cart")), (request, response, current) -> {
            site.manager.end(alice.session().key(), EndReason.ACCOUNT);
            try {
                current.update(AttributeChanges.none().put("a", "b"));
            } catch (RuntimeException wrapped) {
                throw new ServletException(wrapped);
            }
        });

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.response.body()).contains("\"reason\":\"account\"");
        assertThat(answer.response.headers("Set-Cookie")).isEmpty();
    }

    @Test
    void error_of_the_application_stays_its_own() {
        assertThatThrownBy(() -> site.request(FakeRequest.get("/"), (request, response, current) -> {
                    throw new IllegalStateException("theirs");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("theirs");
    }

    @Test
    void error_after_the_response_is_committed_stays_an_error() {
        var response = new FakeResponse();
        assertThatThrownBy(() -> site.gate()
                        .handle(
                                FakeRequest.get("/").build(),
                                response.build(),
                                (request, answer) -> {
                                    response.commit();
                                    throw Site.notLive();
                                },
                                session -> {}))
                .isInstanceOf(SessionNotLiveException.class);
    }

    @Test
    void later_dispatch_of_the_request_has_the_same_session_and_is_not_checked_again() throws Exception {
        var alice = site.login("alice");
        var request = with(alice, FakeRequest.post("/order"))
                .header("X-CSRF-Token", alice.csrf().masked())
                .build();
        var bound = new AtomicReference<CurrentSession>();
        var seen = new AtomicReference<HttpServletRequest>();
        var response = new FakeResponse().build();
        site.gate().handle(request, response, (http, answer) -> {}, bound::set);
        var first = bound.get();
        int calls = site.store.calls();

        // as after startAsync() of the wrapped request, which dispatches the container's own
        site.gate().handle(request, response, (http, answer) -> seen.set((HttpServletRequest) http), bound::set);

        assertThat(bound.get()).isSameAs(first);
        assertThat(seen.get().getUserPrincipal().getName()).isEqualTo("alice");
        assertThat(site.store.calls()).isEqualTo(calls);

        // declared twice: the request is wrapped already
        var wrapped = seen.get();
        site.gate().handle(wrapped, response, (http, answer) -> seen.set((HttpServletRequest) http), bound::set);
        assertThat(seen.get()).isSameAs(wrapped);
    }

    @Test
    void plain_http_is_not_served_where_https_is_enforced() throws Exception {
        var strict = new Site(new WebFixture().enforceHttps());

        var read = strict.request(FakeRequest.get("/x").header("Host", "shop.example"));
        var write = strict.request(FakeRequest.post("/x").header("Host", "shop.example"));
        var spoofed = strict.request(FakeRequest.get("/x")
                .header("Host", "shop.example")
                .header("Forwarded", "proto=https")
                .header("X-Forwarded-Proto", "https"));

        assertThat(read.status()).isEqualTo(308);
        assertThat(write.status()).isEqualTo(403);
        assertThat(spoofed.status()).isEqualTo(308);
        assertThat(strict.request(FakeRequest.get("/x").https()).let()).isTrue();
    }

    @Test
    void path_with_control_characters_is_a_bad_request() throws Exception {
        var answer = site.request(FakeRequest.get("/mine\u0000/x"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.let()).isFalse();
    }
}
