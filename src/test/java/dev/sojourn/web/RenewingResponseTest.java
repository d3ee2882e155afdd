package dev.sojourn.web;

import static dev.sojourn.web.Site.with;
import static dev.sojourn.web.WebFixture.COOKIE;
import static dev.sojourn.web.WebFixture.CSRF_COOKIE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.Validation;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application that begins its answer anew takes back all headers, and so the cookie of a secret that was made in this request. */
class RenewingResponseTest {

    private final Site site = new Site(new WebFixture().renewal(Duration.ofMinutes(10)));
    private IssuedSession alice;

    @BeforeEach
    void session_due_for_renewal() {
        alice = site.login("alice");
        site.clock.advance(Duration.ofMinutes(11));
    }

    private Site.Answer answer(Site.Application application) throws Exception {
        return site.request(with(alice, FakeRequest.get("/x")), application);
    }

    private void assertGoesOnWith(Site.Answer answer) {
        // after the grace, in which the old secret is good too
        site.clock.advance(Duration.ofMinutes(5));
        assertThat(site.manager.validate(answer.response.cookie(COOKIE))).isInstanceOf(Validation.Live.class);
        assertThat(answer.response.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void renewed_secret_that_was_told_is_told_again_when_the_new_answer_begins() throws Exception {
        var answer = answer((request, response, current) -> {
            response.getOutputStream().print("half an ans");
            assertThat(response.getHeaders("Set-Cookie")).hasSize(2);
            response.reset();
            assertThat(response.getHeaders("Set-Cookie")).isEmpty();
            response.getOutputStream().print("sorry");
            assertThat(response.getHeaders("Set-Cookie")).hasSize(2);
        });

        assertGoesOnWith(answer);
    }

    @Test
    void reset_as_the_last_thing_is_told_at_the_end() throws Exception {
        assertGoesOnWith(answer((request, response, current) -> {
            response.getOutputStream().print("half an ans");
            response.reset();
        }));
    }

    @Test
    void secret_that_the_application_rotated_is_told_again() throws Exception {
        assertGoesOnWith(answer((request, response, current) -> {
            current.rotate();
            response.reset();
        }));
    }

    @Test
    void login_is_told_again_with_its_device() throws Exception {
        var answer = answer((request, response, current) -> {
            current.login(NewSession.of("alice"));
            String device = response.getHeaders("Set-Cookie").toString();
            response.reset();
            assertThat(device)
                    .contains(response.getHeaders("Set-Cookie").iterator().next());
        });

        assertThat(answer.response.cookies("__Host-device_id")).hasSize(1);
        assertGoesOnWith(answer);
    }

    @Test
    void csrf_token_that_was_made_anew_is_the_one_that_is_told_again() throws Exception {
        var answer = answer((request, response, current) -> {
            current.regenerateCsrf();
            response.reset();
        });

        var live = (Validation.Live) site.manager.validate(answer.response.cookie(COOKIE));
        assertThat(live.csrf().matches(answer.response.cookie(CSRF_COOKIE))).isTrue();
    }

    @Test
    void secret_that_is_not_the_newest_any_more_is_not_told_again() throws Exception {
        var answer = answer((request, response, current) -> {
            response.getOutputStream().print("half an ans");
            var tab = site.manager.validate(alice.token().value());
            site.manager.rotate(((Validation.Live) tab).successor().orElseThrow());
            response.reset();
        });

        assertThat(answer.response.cookies(COOKIE)).isEmpty();
    }

    @Test
    void session_that_was_ended_is_not_told_again() throws Exception {
        var signedOut = answer((request, response, current) -> {
            response.getOutputStream().print("half an ans");
            current.logout();
            response.reset();
        });
        assertThat(signedOut.response.cookies(COOKIE)).isEmpty();

        session_due_for_renewal();
        var ended = answer((request, response, current) -> {
            response.getOutputStream().print("half an ans");
            site.manager.end(alice.session().key(), EndReason.ADMIN);
            response.reset();
        });
        assertThat(ended.response.cookies(COOKIE)).isEmpty();
    }

    @Test
    void answer_without_a_new_secret_is_reset_to_nothing() throws Exception {
        var fresh = site.login("bob");
        var answer = site.request(with(fresh, FakeRequest.get("/x")), (request, response, current) -> {
            response.getOutputStream().print("half an ans");
            response.reset();
        });

        assertThat(answer.response.headers("Set-Cookie")).isEmpty();
    }
}
