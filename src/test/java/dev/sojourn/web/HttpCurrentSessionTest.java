package dev.sojourn.web;

import static dev.sojourn.web.Site.with;
import static dev.sojourn.web.WebFixture.COOKIE;
import static dev.sojourn.web.WebFixture.CSRF_COOKIE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.AttributeChanges;
import dev.sojourn.CurrentSession;
import dev.sojourn.EndReason;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.SessionToken;
import dev.sojourn.StorageException;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.config.Settings;
import jakarta.enterprise.context.ContextNotActiveException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Statements 5, 10 to 14, 26 and 33 of the security list, at the session of a request. */
class HttpCurrentSessionTest {

    private static final AttributeChanges CART = AttributeChanges.none().put("cart", "apples");

    private final Site site = new Site(new WebFixture());
    private final FakeResponse response = new FakeResponse();

    @Test
    void first_write_of_a_visitor_stores_an_anonymous_session_with_both_cookies() {
        var current = open(FakeRequest.get("/").header("User-Agent", "curl/8"));
        assertThat(current.get()).isEmpty();
        assertThat(current.whyNot()).contains(new Validation.Missing());
        assertThat(site.store.size()).isZero();

        Session session = current.update(CART);

        assertThat(session.authenticated()).isFalse();
        assertThat(session.client().userAgent()).isEqualTo("curl/8");
        assertThat(session.client().ipAddress()).isEqualTo("192.0.2.10");
        assertThat(current.get()).contains(session);
        assertThat(current.whyNot()).isEmpty();
        assertThat(current.update(CART.put("size", "3")).attributes().names())
                .containsExactlyInAnyOrder("cart", "size");
        assertThat(next().get().orElseThrow().key()).isEqualTo(session.key());
    }

    @Test
    void first_write_after_the_response_is_committed_stores_nothing() {
        var current = open(FakeRequest.get("/"));
        response.commit();

        assertThatThrownBy(() -> current.update(CART)).isInstanceOf(IllegalStateException.class);
        assertThat(site.store.calls()).isZero();
    }

    @Test
    void write_to_a_live_session_needs_no_cookie_and_may_come_late() {
        var alice = site.login("alice");
        var current = open(with(alice, FakeRequest.get("/")));
        response.commit();

        assertThat(current.update(CART).attributes().get("cart", String.class)).contains("apples");
        assertThat(response.headers("Set-Cookie")).isEmpty();
    }

    @Test
    void write_with_a_superseded_token_does_not_take_the_newer_cookie_away() {
        var alice = site.login("alice");
        site.manager.rotate(alice.token());
        var current = open(with(alice, FakeRequest.get("/")));

        assertThat(current.whyNot()).contains(new Validation.Rotated());
        assertThatThrownBy(() -> current.update(CART)).isInstanceOf(SessionNotLiveException.class);
        assertThat(response.headers("Set-Cookie")).isEmpty();
    }

    @Test
    void write_to_a_session_that_ended_meanwhile_changes_nothing_and_is_remembered() {
        var alice = site.login("alice");
        var current = open(with(alice, FakeRequest.get("/")));
        site.manager.end(alice.session().key(), EndReason.ADMIN);

        assertThatThrownBy(() -> current.update(CART)).isInstanceOf(SessionNotLiveException.class);
        assertThat(current.get()).isEmpty();
        assertThat(current.whyNot().orElseThrow().reason()).isEqualTo("admin");
        assertThat(response.headers("Set-Cookie")).isEmpty();
    }

    @Test
    void retry_after_the_session_ended_meanwhile_makes_no_anonymous_session() {
        var alice = site.login("alice");
        var current = open(with(alice, FakeRequest.get("/")));
        site.manager.end(alice.session().key(), EndReason.LOGOUT);

        assertThatThrownBy(() -> current.update(CART)).isInstanceOf(SessionNotLiveException.class);
        assertThatThrownBy(() -> current.update(CART)).isInstanceOf(SessionNotLiveException.class);
        assertThat(response.headers("Set-Cookie")).isEmpty();
    }

    @Test
    void write_after_the_own_logout_is_that_of_a_new_visitor() {
        var alice = site.login("alice");
        var current = open(with(alice, FakeRequest.post("/logout")));
        current.logout();

        assertThat(current.update(CART).authenticated()).isFalse();
        assertThat(next().get()).isPresent();
    }

    @Test
    void write_after_a_logout_that_another_request_made_makes_no_anonymous_session() {
        var alice = site.login("alice");
        var current = open(with(alice, FakeRequest.post("/logout")));
        site.manager.end(alice.session().key(), EndReason.LOGOUT);

        assertThat(current.logout()).isFalse();
        assertThatThrownBy(() -> current.update(CART)).isInstanceOf(SessionNotLiveException.class);
        assertThat(response.headers("Set-Cookie")).isEmpty();
    }

    /** Fixation: whoever planted the visitor's cookie holds a request back until its victim has signed in. */
    @Test
    void request_let_in_before_a_login_does_not_go_on_in_the_session_of_who_signed_in() {
        var visitor = site.visitor();
        var write = open(with(visitor, FakeRequest.post("/")));
        var token = open(with(visitor, FakeRequest.post("/")));
        site.manager.upgrade(visitor.token(), NewSession.of("alice"));

        assertThatThrownBy(() -> write.update(CART)).isInstanceOf(SessionNotLiveException.class);
        assertThatThrownBy(token::regenerateCsrf).isInstanceOf(SessionNotLiveException.class);

        assertThat(write.get()).isEmpty();
        assertThat(write.whyNot()).contains(new Validation.Rotated());
        assertThat(site.manager
                        .find(visitor.session().key())
                        .orElseThrow()
                        .attributes()
                        .names())
                .isEmpty();
        assertThat(response.headers("Set-Cookie")).isEmpty();
    }

    @Test
    void login_of_a_visitor_creates_a_session_of_this_client() {
        var current = open(FakeRequest.post("/login"));

        Session session = current.login(NewSession.of("alice").roles(Set.of("customer")));

        assertThat(session.principal()).isEqualTo("alice");
        assertThat(session.client().ipAddress()).isEqualTo("192.0.2.10");
        assertThat(current.get()).contains(session);
        assertThat(next().get().orElseThrow().principal()).isEqualTo("alice");
    }

    @Test
    void login_upgrades_an_anonymous_session_with_a_new_secret_and_csrf_token() {
        var visitor = site.visitor();
        var current = open(with(visitor, FakeRequest.post("/login")));
        current.update(CART);

        Session session = current.login(NewSession.of("alice"));

        assertThat(session.key()).isEqualTo(visitor.session().key());
        assertThat(session.attributes().names()).isEmpty();
        assertThat(response.cookie(COOKIE)).isNotEqualTo(visitor.token().value());
        assertThat(visitor.csrf().matches(response.cookie(CSRF_COOKIE))).isFalse();
        assertThat(open(with(visitor, FakeRequest.get("/"))).whyNot()).contains(new Validation.Rotated());
    }

    @Test
    void login_over_an_anonymous_session_that_just_ended_creates_one() {
        var visitor = site.visitor();
        var current = open(with(visitor, FakeRequest.post("/login")));
        site.manager.end(visitor.session().key(), EndReason.ADMIN);

        Session session = current.login(NewSession.of("alice"));

        assertThat(session.key()).isNotEqualTo(visitor.session().key());
        assertThat(next().get()).isPresent();
    }

    @Test
    void login_of_the_same_or_another_principal_ends_the_session_before_it() {
        for (String principal : new String[] {"alice", "bob"}) {
            var alice = site.login("alice");
            var current = open(with(alice, FakeRequest.post("/login")));

            current.login(NewSession.of(principal));

            assertThat(site.manager.find(alice.session().key()).orElseThrow().endReason())
                    .isEqualTo(EndReason.LOGOUT);
            assertThat(current.get().orElseThrow().principal()).isEqualTo(principal);
        }
    }

    @Test
    void login_after_the_response_is_committed_creates_nothing() {
        var current = open(FakeRequest.post("/login"));
        response.commit();

        assertThatThrownBy(() -> current.login(NewSession.of("alice"))).isInstanceOf(IllegalStateException.class);
        assertThat(site.store.size()).isZero();
    }

    @Test
    void login_of_nobody_is_an_error() {
        assertThatThrownBy(() -> open(FakeRequest.post("/login")).login(NewSession.anonymous()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rotation_gives_the_client_a_new_secret_twice_if_asked_twice() {
        var alice = site.login("alice");
        var current = open(with(alice, FakeRequest.post("/step")));

        current.rotate();
        String first = response.cookie(COOKIE);
        current.rotate();
        String second = response.cookie(COOKIE);

        assertThat(Set.of(alice.token().value(), first, second)).hasSize(3);
        assertThat(next().get().orElseThrow().key()).isEqualTo(alice.session().key());
    }

    @Test
    void rotation_without_a_session_or_too_late_is_an_error() {
        assertThatThrownBy(() -> open(FakeRequest.post("/")).rotate()).isInstanceOf(SessionNotLiveException.class);

        var alice = site.login("alice");
        var current = open(with(alice, FakeRequest.post("/")));
        response.commit();
        assertThatThrownBy(current::rotate).isInstanceOf(IllegalStateException.class);
        assertThat(site.manager.validate(alice.token().value())).isInstanceOf(Validation.Live.class);
    }

    @Test
    void csrf_token_is_masked_anew_each_time_and_good_until_it_is_regenerated() {
        var alice = site.login("alice");
        var current = open(with(alice, FakeRequest.get("/")));
        String one = current.csrfToken();
        String two = current.csrfToken();
        assertThat(one).isNotEqualTo(two);
        assertThat(alice.csrf().matches(one) && alice.csrf().matches(two)).isTrue();

        String fresh = current.regenerateCsrf();

        assertThat(alice.csrf().matches(fresh)).isFalse();
        assertThat(response.cookies(COOKIE)).isEmpty();
        var live = (Validation.Live) site.manager.validate(alice.token().value());
        assertThat(live.csrf().matches(fresh)).isTrue();
        assertThat(live.csrf().matches(one)).isFalse();
        assertThat(live.csrf().matches(response.cookie(CSRF_COOKIE))).isTrue();
        assertThat(live.csrf().matches(current.csrfToken())).isTrue();
    }

    @Test
    void csrf_token_without_a_session_is_an_error() {
        var current = open(FakeRequest.get("/"));

        assertThatThrownBy(current::csrfToken).isInstanceOf(SessionNotLiveException.class);
        assertThatThrownBy(current::regenerateCsrf).isInstanceOf(SessionNotLiveException.class);
    }

    @Test
    void logout_ends_the_session_and_clears_both_cookies() {
        var alice = site.login("alice");
        var current = open(with(alice, FakeRequest.post("/logout")));

        assertThat(current.logout()).isTrue();

        assertThat(response.cookie(COOKIE)).isEmpty();
        assertThat(response.cookie(CSRF_COOKIE)).isEmpty();
        assertThat(current.get()).isEmpty();
        assertThat(current.whyNot().orElseThrow().reason()).isEqualTo("logout");
        assertThat(current.logout()).isFalse();
        assertThat(site.manager.validate(alice.token().value())).isInstanceOf(Validation.Ended.class);
    }

    @Test
    void logout_without_a_live_session_leaves_the_cookies_alone() {
        var alice = site.login("alice");
        var racing = open(with(alice, FakeRequest.post("/logout")));
        site.manager.end(alice.session().key(), EndReason.ADMIN);

        assertThat(racing.logout()).isFalse();
        assertThat(racing.whyNot().orElseThrow().reason()).isEqualTo("admin");
        assertThat(open(with(alice, FakeRequest.post("/logout"))).logout()).isFalse();
        assertThat(response.headers("Set-Cookie")).isEmpty();
    }

    @Test
    void logout_that_the_storage_did_not_take_can_be_tried_again() {
        var alice = site.login("alice");
        var current = open(with(alice, FakeRequest.post("/logout")));
        site.store.down(true);
        assertThatThrownBy(current::logout).isInstanceOf(StorageException.class);
        assertThat(response.headers("Set-Cookie")).isEmpty();

        site.store.down(false);
        assertThat(current.logout()).isTrue();
    }

    @Test
    void storage_failure_at_the_begin_is_told_at_every_question() {
        var alice = site.login("alice");
        site.store.down(true);
        var current = open(with(alice, FakeRequest.get("/")));
        site.store.down(false);

        assertThatThrownBy(current::get).isInstanceOf(StorageException.class);
        assertThatThrownBy(current::whyNot).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> current.update(CART)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> current.login(NewSession.of("alice"))).isInstanceOf(StorageException.class);
    }

    @Test
    void answer_that_looked_at_a_live_session_is_not_stored_unless_the_application_says_otherwise() {
        var alice = site.login("alice");
        open(with(alice, FakeRequest.get("/"))).get();
        assertThat(response.headers("Cache-Control")).containsExactly("no-store");
        assertThat(response.headers("Vary")).containsExactly("Cookie");

        var own = new FakeResponse();
        own.build().setHeader("Cache-Control", "private, max-age=60");
        open(with(alice, FakeRequest.get("/")), own).get();
        assertThat(own.headers("Cache-Control")).containsExactly("private, max-age=60");
        assertThat(own.headers("Vary")).containsExactly("Cookie");
    }

    @Test
    void answer_that_looked_for_a_session_in_vain_may_be_stored_for_visitors() {
        open(FakeRequest.get("/")).get();

        assertThat(response.header("Cache-Control")).isNull();
        assertThat(response.headers("Vary")).containsExactly("Cookie");
    }

    @Test
    void secret_is_in_the_session_cookie_only() {
        open(FakeRequest.post("/login")).login(NewSession.of("alice"));
        String secret =
                SessionToken.parse(response.cookie(COOKIE)).orElseThrow().secret();

        assertThat(response.headers("Set-Cookie"))
                .filteredOn(line -> line.contains(secret))
                .hasSize(1);
        assertThat(site.events.toString()).doesNotContain(secret);
    }

    @Test
    void outside_a_request_it_is_empty_and_closed_to_writes() {
        var request = new RequestSession();
        assertEmptyAndClosed(new InjectedCurrentSession(request::current));
        assertEmptyAndClosed(new InjectedCurrentSession(() -> {
            throw new ContextNotActiveException();
        }));
    }

    private static void assertEmptyAndClosed(CurrentSession none) {
        assertThat(none.get()).isEmpty();
        assertThat(none.whyNot()).contains(new Validation.Missing());
        assertThatThrownBy(none::csrfToken).isInstanceOf(SessionNotLiveException.class);
        assertThatThrownBy(() -> none.update(CART)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> none.login(NewSession.of("alice"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(none::rotate).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(none::regenerateCsrf).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(none::logout).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void injected_session_asks_for_the_request_of_the_moment() {
        var holder = new RequestSession();
        var injected = new InjectedSession(new InjectedCurrentSession(holder::current));
        assertThatThrownBy(injected::principal).isInstanceOf(SessionNotLiveException.class);

        for (String principal : new String[] {"alice", "bob"}) {
            var issued = site.login(principal);
            holder.bind(open(with(issued, FakeRequest.get("/"))));
            assertThat(injected.principal()).isEqualTo(principal);
            assertThat(injected.authenticated()).isTrue();
            assertThat(injected.key()).isEqualTo(issued.session().key());
        }
    }

    private HttpCurrentSession open(FakeRequest request) {
        return open(request, response);
    }

    private HttpCurrentSession open(FakeRequest request, FakeResponse answer) {
        Settings settings = new WebFixture().settings();
        return HttpCurrentSession.open(site.services(settings), COOKIE, request.build(), answer.build(), Touch.YES);
    }

    /** The request that the client sends after this response. */
    private CurrentSession next() {
        return open(FakeRequest.get("/").cookie(COOKIE, response.cookie(COOKIE)), new FakeResponse());
    }
}
