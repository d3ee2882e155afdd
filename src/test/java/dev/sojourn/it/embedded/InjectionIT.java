package dev.sojourn.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.AsyncSessionManager;
import dev.sojourn.AttributeChanges;
import dev.sojourn.CurrentSession;
import dev.sojourn.EndReason;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.SessionManager;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.embedded.replaced.OwnClock;
import dev.sojourn.security.LoginResult;
import dev.sojourn.security.LoginService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Runs inside the server, in an application that brings its own clock, token source and login limiter. */
@ArquillianTest
class InjectionIT {

    @Inject
    SessionManager manager;

    @Inject
    AsyncSessionManager asyncManager;

    @Inject
    CurrentSession current;

    @Inject
    Session session;

    @Inject
    LoginService logins;

    @Inject
    OwnClock clock;

    @Deployment
    static WebArchive application() {
        return Deployments.application("replaced.war", "sojourn.application=replaced")
                .addPackage(OwnClock.class.getPackage())
                .addClass(InjectionIT.class)
                .addAsLibrary(Deployments.jarOf(Assertions.class));
    }

    /** A value as an application would keep it. */
    public record Cart(String owner, List<String> items) {}

    @Test
    void session_lives_from_create_to_end() {
        var issued = manager.create(NewSession.of("carol").roles(Set.of("buyer")));
        String token = issued.token().value();

        assertThat(manager.validate(token))
                .isInstanceOfSatisfying(
                        Validation.Live.class,
                        live -> assertThat(live.session().principal()).isEqualTo("carol"));
        assertThat(issued.session().application()).isEqualTo("replaced");
        assertThat(manager.end(issued.token(), EndReason.LOGOUT)).isTrue();
        assertThat(manager.end(issued.token(), EndReason.ADMIN)).isFalse();
        assertThat(manager.validate(token))
                .isInstanceOfSatisfying(
                        Validation.Ended.class, ended -> assertThat(ended.why()).isEqualTo(EndReason.LOGOUT));
    }

    @Test
    void attributes_go_through_json_binding_of_the_server() {
        var key = manager.create(NewSession.of("dave")).session().key();

        var changed = manager.update(
                key, AttributeChanges.none().put("cart", new Cart("dave", List.of("tea", "milk"))), Touch.NO);

        assertThat(changed.attributes().texts()).containsKey("cart");
        assertThat(changed.attributes().json("cart").orElseThrow().toString())
                .contains("\"owner\":\"dave\"")
                .contains("[\"tea\",\"milk\"]");
    }

    @Test
    void own_clock_is_the_time_of_sessions() {
        var issued = manager.create(NewSession.of("erin"));
        assertThat(issued.session().createdAt()).isBetween(OwnClock.BEGIN, OwnClock.BEGIN.plus(Duration.ofDays(1)));

        clock.advance(Duration.ofMinutes(29));
        assertThat(manager.validate(issued.token().value())).isInstanceOf(Validation.Live.class);
        clock.advance(Duration.ofMinutes(32));

        assertThat(manager.validate(issued.token().value()))
                .isInstanceOfSatisfying(
                        Validation.Ended.class, ended -> assertThat(ended.why()).isEqualTo(EndReason.IDLE));
    }

    @Test
    void own_token_source_makes_keys_and_secrets() {
        for (int i = 0; i < 20; i++) {
            var token = manager.create(NewSession.of("frank").limit(NewSession.NO_LIMIT))
                    .token();
            // a first byte of zero is A and a letter up to P in base64url
            assertThat(token.value()).matches("A[A-P].{20}\\.A[A-P].*");
        }
    }

    @Test
    void own_limiter_decides_on_attempts() {
        assertThat(logins.check("stranger", "x", null)).isInstanceOf(LoginResult.Blocked.class);
        assertThat(logins.check("welcome", "x", null)).isInstanceOf(LoginResult.Failed.class);
    }

    @Test
    void asynchronous_manager_does_the_same() throws Exception {
        var issued = asyncManager
                .create(NewSession.of("grace"))
                .thenCompose(made ->
                        asyncManager.end(made.session().key(), EndReason.ADMIN).thenApply(ended -> made))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);

        assertThat(manager.exists(issued.session().key())).isFalse();
    }

    @Test
    void without_a_session_the_injected_ones_are_empty() {
        assertThat(current.get()).isEmpty();
        assertThat(current.whyNot()).contains(new Validation.Missing());
        assertThatThrownBy(session::principal).isInstanceOf(SessionNotLiveException.class);
    }
}
