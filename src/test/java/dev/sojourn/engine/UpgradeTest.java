package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.AttributeChanges;
import dev.sojourn.AttributeException;
import dev.sojourn.CapacityException;
import dev.sojourn.ClientDetails;
import dev.sojourn.Device;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.Lifetime;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.SessionTooLargeException;
import dev.sojourn.Touch;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.support.Policies;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Anonymous sessions, and logins into them (fixation: OWASP ASVS 7.2.4). */
class UpgradeTest extends RuleTest {

    /** Something that cannot be written as JSON. */
    public static final class Endless {
        public Endless getSelf() {
            return this;
        }
    }

    private IssuedSession visitor() {
        IssuedSession visitor = engine().create(NewSession.anonymous());
        engine().update(
                        visitor.token().key(),
                        AttributeChanges.none()
                                .put("cart", "tea")
                                .put("ui.dark", true)
                                .put("planted", "evil"),
                        Touch.YES);
        return visitor;
    }

    @Test
    void anonymousSession_belongsToNobody() {
        IssuedSession visitor = engine().create(NewSession.anonymous());
        Session session = fixture.use(visitor).session();
        assertThat(session.principal()).isNull();
        assertThat(session.authenticated()).isFalse();
        assertThat(session.authenticatedAt()).isNull();
        assertThat(fixture.events().of(SessionEvent.Authenticated.class)).isEmpty();
        assertThat(fixture.events().of(SessionEvent.Created.class)).hasSize(1);
    }

    @Test
    void upgrade_keepsTheKeyAndChangesEverythingElse() {
        IssuedSession visitor = visitor();
        fixture.pass(Duration.ofMinutes(5));
        var client = new ClientDetails("192.0.2.7", "curl", Device.UNKNOWN);
        IssuedSession alice = engine().upgrade(
                        visitor.token(),
                        NewSession.of("alice").roles(Set.of("customer")).client(client));
        assertThat(alice.token().key()).isEqualTo(visitor.token().key());
        assertThat(alice.token()).isNotEqualTo(visitor.token());
        Session session = fixture.use(alice).session();
        assertThat(session.principal()).isEqualTo("alice");
        assertThat(session.roles()).containsExactly("customer");
        assertThat(session.client()).isEqualTo(client);
        assertThat(session.authenticatedAt()).isEqualTo(fixture.clock().instant());
        assertThat(session.createdAt()).isEqualTo(visitor.session().createdAt());
        assertThat(fixture.word(visitor)).isEqualTo("rotated");
        assertThat(engine().sessionsOf("alice")).hasSize(1);
        assertThat(fixture.events().of(SessionEvent.Authenticated.class)).hasSize(1);
    }

    @Test
    void nothingDeclared_everythingPlantedIsGone() {
        IssuedSession alice = engine().upgrade(visitor().token(), NewSession.of("alice"));
        assertThat(alice.session().attributes().names()).isEmpty();
    }

    @Test
    void declaredNames_areKeptAndTheLoginsOwnAdded() {
        policy(Policies.DEFAULT.keepAtLogin("cart", "ui.*"));
        IssuedSession alice = engine().upgrade(
                        visitor().token(),
                        NewSession.of("alice")
                                .attributes(AttributeChanges.none().put("greeted", false)));
        assertThat(alice.session().attributes().names()).containsExactlyInAnyOrder("cart", "ui.dark", "greeted");
        assertThat(alice.session().attributes().get("cart", String.class)).contains("tea");
    }

    @Test
    void absoluteExpiry_countsFromTheLogin() {
        IssuedSession visitor = visitor();
        fixture.pass(Duration.ofMinutes(20));
        var lifetime = new Lifetime(null, Duration.ofHours(12), false);
        IssuedSession alice =
                engine().upgrade(visitor.token(), NewSession.of("alice").lifetime(lifetime));
        fixture.pass(Duration.ofHours(12).minusMillis(1));
        assertThat(fixture.word(alice)).isEqualTo("live");
        fixture.passMillis(1);
        assertThat(fixture.word(alice)).isEqualTo("absolute");
    }

    @Test
    void upgradedSession_countsInTheLimit() {
        policy(Policies.DEFAULT.limit(2));
        IssuedSession one = fixture.login("alice");
        fixture.passMillis(1);
        IssuedSession two = fixture.login("alice");
        fixture.passMillis(1);
        IssuedSession three = engine().upgrade(visitor().token(), NewSession.of("alice"));
        assertThat(fixture.word(one)).isEqualTo("evicted");
        assertThat(liveOf(two, three)).isEqualTo(2);
        fixture.passMillis(1);
        fixture.login("alice");
        assertThat(fixture.word(two)).isEqualTo("evicted");
        assertThat(fixture.word(three)).isEqualTo("live");
        assertThat(engine().accountChanged("alice")).isEqualTo(2);
        assertThat(fixture.word(three)).isEqualTo("account");
    }

    @Test
    void upgradeOfAnAuthenticatedSession_isRefused() {
        IssuedSession alice = fixture.login("alice");
        assertThatThrownBy(() -> engine().upgrade(alice.token(), NewSession.of("bob")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(fixture.use(alice).session().principal()).isEqualTo("alice");
        assertThat(engine().sessionsOf("bob")).isEmpty();
    }

    @Test
    void upgradeOfNoLiveSession_isRefusedWithTheReason() {
        IssuedSession visitor = visitor();
        engine().end(visitor.token(), EndReason.ADMIN);
        assertNotLive("admin", () -> engine().upgrade(visitor.token(), NewSession.of("alice")));
    }

    @Test
    void upgradeToNobody_isRefused() {
        assertThatThrownBy(() -> engine().upgrade(visitor().token(), NewSession.anonymous()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void upgradeThatIsTooLarge_changesAndEvictsNothing() {
        policy(Policies.DEFAULT.limit(1).maxBytes(1_000));
        IssuedSession alice = fixture.login("alice");
        IssuedSession visitor = engine().create(NewSession.anonymous());
        NewSession large =
                NewSession.of("alice").attributes(AttributeChanges.none().put("x", "x".repeat(1_000)));
        assertThatThrownBy(() -> engine().upgrade(visitor.token(), large)).isInstanceOf(SessionTooLargeException.class);
        assertThat(fixture.word(alice)).isEqualTo("live");
        assertThat(fixture.use(visitor).session().principal()).isNull();
    }

    @Test
    void upgradeWithAValueThatIsNoJson_changesAndEvictsNothing() {
        policy(Policies.DEFAULT.limit(1));
        IssuedSession alice = fixture.login("alice");
        IssuedSession visitor = engine().create(NewSession.anonymous());
        NewSession bad =
                NewSession.of("alice").attributes(AttributeChanges.none().put("x", new Endless()));
        assertThatThrownBy(() -> engine().upgrade(visitor.token(), bad)).isInstanceOf(AttributeException.class);
        assertThat(fixture.word(alice)).isEqualTo("live");
        assertThat(fixture.use(visitor).session().principal()).isNull();
    }

    @Test
    void anonymousSessions_haveACapThatCountsLiveOnesOfThisApplicationOnly() {
        policy(Policies.DEFAULT.maxAnonymous(2));
        SessionEngine other = fixture.engine(Policies.DEFAULT.of("/other").maxAnonymous(1));
        other.create(NewSession.anonymous());
        IssuedSession one = engine().create(NewSession.anonymous());
        engine().create(NewSession.anonymous());
        fixture.events().clear();
        assertThatThrownBy(() -> engine().create(NewSession.anonymous())).isInstanceOf(CapacityException.class);
        assertThat(fixture.events().all()).isEmpty();
        fixture.login("alice");
        engine().end(one.token(), EndReason.LOGOUT);
        fixture.pass(Duration.ofMinutes(1)); // seen at the next count
        IssuedSession three = engine().create(NewSession.anonymous());
        engine().upgrade(three.token(), NewSession.of("bob"));
        fixture.pass(Duration.ofMinutes(1));
        engine().create(NewSession.anonymous());
        assertThatThrownBy(() -> engine().create(NewSession.anonymous())).isInstanceOf(CapacityException.class);
        fixture.pass(Duration.ofMinutes(31));
        assertThat(fixture.word(engine().create(NewSession.anonymous()))).isEqualTo("live");
    }
}
