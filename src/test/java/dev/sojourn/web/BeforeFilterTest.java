package dev.sojourn.web;

import static dev.sojourn.web.Site.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.Session;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The container asks for the caller before the filter sees the request. */
class BeforeFilterTest {

    private final Site site = new Site(
            new WebFixture().protect("/mine/*").loginPage("/login.html").rest());

    @Test
    void session_is_validated_once_for_container_and_filter() throws Exception {
        var alice = site.login("alice");
        site.clock.advance(Duration.ofSeconds(1));
        var request = with(alice, FakeRequest.get("/mine/x")).build();
        var response = new FakeResponse().build();
        int before = site.store.calls();

        var caller = site.gate().beforeFilter(request, response).orElseThrow();
        assertThat(caller.get().map(Session::principal)).contains("alice");
        var seen = new Object[1];
        site.gate().handle(request, response, (http, answer) -> {}, current -> seen[0] = current);

        assertThat(seen[0]).isSameAs(caller);
        assertThat(site.store.calls() - before).as("one read and one touch").isEqualTo(2);
    }

    @Test
    void request_whose_session_does_not_matter_has_none() {
        var health = FakeRequest.get("/api/health").build();
        var hostile = FakeRequest.get("/mine/\u0000").build();

        assertThat(site.gate().beforeFilter(health, new FakeResponse().build())).isEmpty();
        assertThat(site.gate().beforeFilter(hostile, new FakeResponse().build()))
                .isEmpty();
        assertThat(site.store.calls()).isZero();
    }

    @Test
    void plain_http_is_led_to_https_where_that_is_enforced() throws Exception {
        var strict = new Site(new WebFixture().enforceHttps());
        var response = new FakeResponse();
        var request = with(strict.login("alice"), FakeRequest.get("/mine/x").header("Host", "shop.example"))
                .build();
        int before = strict.store.calls();

        assertThat(strict.gate().beforeFilter(request, response.build())).isEmpty();
        strict.gate().refuse(request, response.build());

        assertThat(response.status()).isEqualTo(308);
        assertThat(strict.store.calls()).isEqualTo(before);
    }

    @Test
    void refusal_is_that_of_the_filter() throws Exception {
        var visitor = new FakeResponse();
        site.gate().refuse(FakeRequest.get("/any").build(), visitor.build());
        assertThat(visitor.status()).isEqualTo(401);
        assertThat(visitor.body()).contains("\"reason\":\"missing\"");

        var alice = site.login("alice");
        site.store.down(true);
        var failing = new FakeResponse();
        site.gate().refuse(with(alice, FakeRequest.get("/any")).build(), failing.build());
        assertThat(failing.status()).isEqualTo(503);
    }

    /** A session whose client is never told of its renewed secret would end as stolen once the grace is over. */
    @Test
    void renewed_secret_is_told_also_where_the_request_never_comes_to_the_filter() throws Exception {
        var renewing = new Site(new WebFixture().renewal(Duration.ofMinutes(10)));
        var alice = renewing.login("alice");
        var visitor = renewing.visitor();
        renewing.clock.advance(Duration.ofMinutes(11));

        var guarded = with(alice, FakeRequest.get("/locked")).build();
        var forbidden = new FakeResponse();
        renewing.gate().beforeFilter(guarded, forbidden.build());
        renewing.gate().tellRenewal(guarded);
        var refused = new FakeResponse();
        renewing.gate().refuse(with(visitor, FakeRequest.get("/locked")).build(), refused.build());

        assertThat(forbidden.cookie(WebFixture.COOKIE))
                .isNotEqualTo(alice.token().value());
        assertThat(refused.cookie(WebFixture.COOKIE))
                .isNotEqualTo(visitor.token().value());
    }
}
