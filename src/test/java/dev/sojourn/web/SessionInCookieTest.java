package dev.sojourn.web;

import static dev.sojourn.web.WebFixture.COOKIE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.AttributeChanges;
import dev.sojourn.Device;
import dev.sojourn.NewSession;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.SessionTooLargeException;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.config.Settings;
import dev.sojourn.cookie.CookieOptions;
import dev.sojourn.cookie.CookieSessions;
import dev.sojourn.engine.NoKnownDevices;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.store.encrypted.EncryptionKeys;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The session of a request where it is in the cookie itself, with a denylist: each change is a new cookie. */
class SessionInCookieTest {

    private static final AttributeChanges CART = AttributeChanges.none().put("cart", "apples");

    private final MutableClock clock = new MutableClock(WebFixture.NOW);
    private final Settings settings = new WebFixture().settings();
    private final CookieSessions manager = new CookieSessions(
            new CookieOptions(EncryptionKeys.parse("k1:" + "A".repeat(43) + "="), COOKIE, Duration.ofDays(14)),
            new MapStore(),
            settings.session(),
            clock,
            new SecureTokenSource(),
            new JsonbMapper(),
            event -> {});
    private final FakeResponse response = new FakeResponse();

    private HttpCurrentSession open(String cookie, FakeResponse answer) {
        var cookies = new CookieWriter(settings.cookie(), false, clock);
        var services = new HttpCurrentSession.Services(
                manager,
                cookies,
                new HeaderClientDetails(new ClientAddress(settings.web()), header -> Device.UNKNOWN),
                new DeviceCookies(new NoKnownDevices(), Duration.ZERO, cookies, event -> {}, clock),
                clock);
        return HttpCurrentSession.open(
                services, COOKIE, FakeRequest.get("/").cookie(COOKIE, cookie).build(), answer.build(), Touch.YES);
    }

    private String login() {
        return manager.create(NewSession.of("alice")).token().value();
    }

    @Test
    void unchanged_session_sends_no_cookie_and_a_touched_one_does() {
        String cookie = login();
        assertThat(open(cookie, response).get()).isPresent();
        assertThat(response.headers("Set-Cookie")).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        open(cookie, response).tellRenewal();

        var later = open(response.cookie(COOKIE), new FakeResponse());
        assertThat(later.get().orElseThrow().lastActiveAt()).isEqualTo(clock.instant());
    }

    @Test
    void touched_cookie_that_another_request_superseded_meanwhile_is_not_told() {
        String cookie = login();
        clock.advance(Duration.ofSeconds(1));
        var slow = open(cookie, response);
        var other = new FakeResponse();
        open(cookie, other).rotate();

        slow.tellRenewal();

        assertThat(response.headers("Set-Cookie")).isEmpty();
        assertThat(open(other.cookie(COOKIE), new FakeResponse()).get()).isPresent();
    }

    @Test
    void changes_of_one_request_are_all_in_its_last_cookie() {
        var current = open(login(), response);
        current.update(CART);
        current.update(AttributeChanges.none().put("size", 3));
        String csrf = current.regenerateCsrf();

        var next = open(response.cookie(COOKIE), new FakeResponse());

        assertThat(next.get().orElseThrow().attributes().names()).containsExactlyInAnyOrder("cart", "size");
        assertThat(((Validation.Live) next.validation()).csrf().matches(csrf)).isTrue();
    }

    @Test
    void change_after_the_response_is_committed_is_refused() {
        var current = open(login(), response);
        response.commit();
        assertThatThrownBy(() -> current.update(CART)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(current::regenerateCsrf).isInstanceOf(IllegalStateException.class);
        assertThat(current.get().orElseThrow().attributes().names()).isEmpty();
    }

    @Test
    void change_that_does_not_fit_leaves_cookie_and_session() {
        var current = open(login(), response);
        assertThatThrownBy(() -> current.update(CART.put("large", "x".repeat(4000))))
                .isInstanceOf(SessionTooLargeException.class);
        assertThat(response.headers("Set-Cookie")).isEmpty();
        assertThat(current.get().orElseThrow().attributes().names()).isEmpty();
    }

    @Test
    void session_that_ended_meanwhile_is_not_revived() {
        String cookie = login();
        var slow = open(cookie, response);
        assertThat(open(cookie, new FakeResponse()).logout()).isTrue();

        assertThatThrownBy(() -> slow.update(CART)).isInstanceOf(SessionNotLiveException.class);
        assertThat(slow.whyNot().orElseThrow().reason()).isEqualTo("logout");
        assertThat(response.headers("Set-Cookie")).isEmpty();
    }

    @Test
    void logout_of_a_session_that_ended_meanwhile_tells_why_and_clears_nothing() {
        String cookie = login();
        var slow = open(cookie, response);
        assertThat(open(cookie, new FakeResponse()).logout()).isTrue();

        assertThat(slow.logout()).isFalse();
        assertThat(slow.whyNot().orElseThrow().reason()).isEqualTo("logout");
        assertThat(response.headers("Set-Cookie")).isEmpty();
    }

    @Test
    void others_are_ended_and_the_own_session_goes_on() {
        String other = login();
        String cookie = login();
        assertThat(open(cookie, response).endOthers()).isZero();
        assertThat(open(other, new FakeResponse()).whyNot().orElseThrow().reason())
                .isEqualTo("logout");
        assertThat(open(cookie, new FakeResponse()).get()).isPresent();
    }
}
