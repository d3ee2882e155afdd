package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AttributeChanges;
import dev.sojourn.ClientDetails;
import dev.sojourn.Device;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.Touch;
import dev.sojourn.event.SessionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told of each step. */
class EventsTest extends RuleTest {

    @Test
    void login_isCreatedAndAuthenticated() {
        var client = new ClientDetails("192.0.2.1", "curl", Device.UNKNOWN);
        IssuedSession alice = engine().create(NewSession.of("alice").client(client));
        Instant now = fixture.clock().instant();
        assertThat(fixture.events().all())
                .containsExactly(
                        new SessionEvent.Created(now, alice.token().key(), "/shop", "alice", "192.0.2.1"),
                        new SessionEvent.Authenticated(now, alice.token().key(), "/shop", "alice"));
    }

    @Test
    void anonymousSession_isCreatedOnlyAndUpgradeIsRotatedAndAuthenticated() {
        IssuedSession visitor = engine().create(NewSession.anonymous());
        Instant now = fixture.clock().instant();
        engine().upgrade(visitor.token(), NewSession.of("alice"));
        assertThat(fixture.events().all())
                .containsExactly(
                        new SessionEvent.Created(now, visitor.token().key(), "/shop", null, null),
                        new SessionEvent.Rotated(now, visitor.token().key(), "/shop", "alice"),
                        new SessionEvent.Authenticated(now, visitor.token().key(), "/shop", "alice"));
    }

    @Test
    void rotationReauthenticationAndRoles_areTold() {
        IssuedSession alice = fixture.login("alice");
        fixture.events().clear();
        IssuedSession rotated = engine().rotate(alice.token());
        IssuedSession again = engine().reauthenticate(rotated.token(), engine().loginEpoch("alice"));
        engine().changeRoles(again.token(), Set.of("admin"));
        assertThat(fixture.events().all())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Rotated", "Rotated", "Authenticated", "Rotated");
    }

    @Test
    void end_isToldOnceWithReasonAndPrincipal() {
        IssuedSession alice = fixture.login("alice");
        fixture.events().clear();
        engine().end(alice.token(), EndReason.LOGOUT);
        engine().end(alice.token(), EndReason.ADMIN);
        assertThat(fixture.events().all())
                .containsExactly(new SessionEvent.Ended(
                        fixture.clock().instant(), alice.token().key(), "/shop", "alice", EndReason.LOGOUT, null));
    }

    @Test
    void end_byAnAdministrator_saysWho() {
        IssuedSession alice = fixture.login("alice");
        IssuedSession bob = fixture.login("bob");
        fixture.events().clear();
        engine().by("root").end(alice.token().key(), EndReason.ADMIN);
        engine().by("root").endAll("bob", EndReason.ADMIN);
        assertThat(fixture.events().all())
                .extracting(event -> ((SessionEvent.Ended) event).by())
                .containsExactly("root", "root");
        assertThat(engine().end(bob.token(), EndReason.LOGOUT)).isFalse();
    }

    @Test
    void end_byAnAdministrator_ofWhatHadExpired_isNobodys() {
        IssuedSession alice = fixture.login("alice");
        fixture.events().clear();
        fixture.pass(Duration.ofMinutes(32));
        engine().by("root").end(alice.token().key(), EndReason.ADMIN);
        assertThat(fixture.events().all())
                .extracting(event -> ((SessionEvent.Ended) event).by())
                .containsExactly((String) null);
    }

    @Test
    void eviction_isToldBeforeTheSessionThatCausedItIsCreated() {
        for (int i = 0; i < 5; i++) {
            fixture.login("alice");
            fixture.passMillis(1);
        }
        fixture.events().clear();
        fixture.login("alice");
        assertThat(fixture.events().all())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Ended", "Created", "Authenticated");
    }

    @Test
    void readingTouchingAndChanging_tellNothing() {
        IssuedSession alice = fixture.login("alice");
        fixture.events().clear();
        fixture.use(alice);
        engine().update(alice.token().key(), AttributeChanges.none().put("a", 1), Touch.YES);
        engine().setNamespace(alice.token().key(), "n");
        engine().sessionsOf("alice");
        assertThat(fixture.events().all()).isEmpty();
    }

    @Test
    void noEvent_carriesASecret() {
        IssuedSession alice = fixture.login("alice");
        IssuedSession rotated = engine().rotate(alice.token());
        engine().end(rotated.token(), EndReason.LOGOUT);
        assertThat(fixture.events().all().toString())
                .doesNotContain(alice.token().secret())
                .doesNotContain(rotated.token().secret());
        assertThat(alice.toString()).doesNotContain(alice.token().secret());
    }
}
