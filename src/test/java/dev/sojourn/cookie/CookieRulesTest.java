package dev.sojourn.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.AccountChangedException;
import dev.sojourn.AttributeChanges;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.Lifetime;
import dev.sojourn.LoginEpoch;
import dev.sojourn.NewSession;
import dev.sojourn.NotSupportedException;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.SessionSearch;
import dev.sojourn.SessionToken;
import dev.sojourn.SessionTooLargeException;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.support.Policies;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules of sessions in cookies with a denylist. Two managers on one denylist are two nodes. */
class CookieRulesTest {

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Policies RULES = Policies.DEFAULT.keepAtLogin("cart");

    private final CookieFixture fixture = CookieFixture.kept(RULES);
    private final CookieSessions sessions = fixture.sessions();
    private final CookieSessions otherNode = fixture.sessions(RULES, CookieFixture.keys("k1"), true);

    @AfterEach
    void close() {
        fixture.close();
    }

    private String onOtherNode(IssuedSession issued) {
        return CookieFixture.word(otherNode.validate(issued.token().value(), Touch.NO));
    }

    @Test
    void login_isInTheCookieAndGoodOnEveryNode() {
        IssuedSession issued = sessions.create(NewSession.of("alice")
                .roles(Set.of("user"))
                .attributes(AttributeChanges.none().put("cart", 3)));
        assertThat(issued.token().isSealed()).isTrue();
        assertThat(issued.token().value()).startsWith(issued.session().key() + ".");
        assertThat(issued.token()).hasToString(issued.session().key() + ".***");

        var found = (Validation.Live) otherNode.validate(issued.token().value(), Touch.NO);

        assertThat(found.session()).isEqualTo(issued.session());
        assertThat(found.session().attributes().get("cart", Integer.class)).contains(3);
        assertThat(found.csrf().matches(issued.csrf().masked())).isTrue();
        assertThat(found.successor()).isEmpty();
    }

    @Test
    void trips_areOneReadPerValidationAndNoWriteForATouch() {
        IssuedSession issued = fixture.login("alice");
        assertThat(fixture.store().trips()).isEqualTo("1+0");
        assertThat(fixture.use(issued).successor()).isEmpty();
        assertThat(fixture.store().trips()).isEqualTo("1+0");
        fixture.pass(Duration.ofMinutes(1));
        assertThat(fixture.use(issued).successor()).isPresent();
        assertThat(fixture.store().trips()).isEqualTo("1+0");
        sessions.update(issued.token(), AttributeChanges.none().put("a", 1), Touch.NO);
        assertThat(fixture.store().trips()).isEqualTo("1+0");
        sessions.rotate(issued.token());
        assertThat(fixture.store().trips()).isEqualTo("2+1");
    }

    @Test
    void touch_slidesTheIdleExpiryInANewCookieOncePerInterval() {
        IssuedSession issued = fixture.login("alice");
        fixture.pass(Duration.ofSeconds(59));
        assertThat(fixture.use(issued).successor()).isEmpty();
        fixture.pass(Duration.ofSeconds(1));
        assertThat(sessions.validate(issued.token().value(), Touch.NO))
                .isInstanceOfSatisfying(
                        Validation.Live.class,
                        live -> assertThat(live.successor()).isEmpty());
        var touched = fixture.use(issued);
        assertThat(touched.session().lastActiveAt()).isEqualTo(fixture.now());
        assertThat(touched.session().expiresAt()).isEqualTo(fixture.now().plus(Duration.ofMinutes(30)));
        // the cookie before goes on for its own idle time, and not longer
        fixture.pass(Duration.ofMinutes(30).minusMillis(1));
        assertThat(fixture.word(issued)).isEqualTo("live");
        fixture.pass(Duration.ofMillis(1));
        assertThat(fixture.word(issued)).isEqualTo("idle");
        assertThat(CookieFixture.word(
                        sessions.validate(touched.successor().orElseThrow().value())))
                .isEqualTo("live");
    }

    @Test
    void absoluteExpiry_isNotPassedByActivityOrExtension() {
        IssuedSession issued = fixture.login("alice");
        IssuedSession extended = sessions.extend(issued.token(), Duration.ofDays(3));
        assertThat(extended.session().expiresAt()).isEqualTo(fixture.now().plus(Duration.ofHours(12)));
        fixture.pass(Duration.ofHours(12).minusMillis(1));
        assertThat(fixture.word(extended)).isEqualTo("live");
        assertThat(fixture.word(issued)).isEqualTo("idle");
        fixture.pass(Duration.ofMillis(1));
        assertThat(fixture.word(extended)).isEqualTo("absolute");
    }

    @Test
    void rotatedCookie_isDeadAtOnceAndTheftAfterTheGrace() {
        IssuedSession old = fixture.login("alice");
        IssuedSession fresh = sessions.rotate(old.token());
        assertThat(fresh.session().key()).isEqualTo(old.session().key());
        assertThat(fresh.csrf().matches(old.csrf().masked())).isFalse();
        assertThat(onOtherNode(old)).isEqualTo("rotated");
        assertThatThrownBy(() -> sessions.rotate(old.token())).isInstanceOf(SessionNotLiveException.class);
        fixture.pass(GRACE.minusMillis(1));
        assertThat(onOtherNode(old)).isEqualTo("rotated");
        assertThat(onOtherNode(fresh)).isEqualTo("live");
        fixture.pass(Duration.ofMillis(1));
        assertThat(onOtherNode(old)).isEqualTo("theft");
        assertThat(onOtherNode(fresh)).isEqualTo("theft");
        assertThat(fixture.endReasons()).containsExactly(EndReason.THEFT);
    }

    @Test
    void manyRotations_leaveOnlyTheLastCookieAlive() {
        IssuedSession first = fixture.login("alice");
        IssuedSession last = first;
        for (int i = 0; i < 10; i++) {
            last = sessions.rotate(last.token());
        }
        assertThat(fixture.word(last)).isEqualTo("live");
        assertThat(fixture.word(first)).isEqualTo("rotated");
        fixture.pass(GRACE);
        assertThat(fixture.word(first)).isEqualTo("theft");
    }

    @Test
    void renewal_leadsTheOldCookieToTheNextGenerationWithinTheGrace() {
        var renewing = Policies.DEFAULT.renewalInterval(Duration.ofMinutes(10));
        CookieSessions here = fixture.sessions(renewing, CookieFixture.keys("k1"), true);
        IssuedSession old = here.create(NewSession.of("alice"));
        fixture.pass(Duration.ofMinutes(10));
        var first = (Validation.Live) here.validate(old.token().value());
        SessionToken successor = first.successor().orElseThrow();
        assertThat(first.csrf().matches(old.csrf().masked())).isTrue();

        // another tab with the old cookie
        var second = (Validation.Live) here.validate(old.token().value());
        assertThat(second.successor()).isPresent();
        assertThat(CookieFixture.word(here.validate(second.successor().get().value())))
                .isEqualTo("live");
        assertThat(fixture.events().of(SessionEvent.Rotated.class)).hasSize(1);

        fixture.pass(GRACE);
        assertThat(CookieFixture.word(here.validate(successor.value()))).isEqualTo("live");
        assertThat(CookieFixture.word(here.validate(old.token().value()))).isEqualTo("theft");
    }

    @Test
    void login_intoAnAnonymousSessionKeepsWhatIsDeclaredAndKillsTheOldCookie() {
        IssuedSession visitor = sessions.create(NewSession.anonymous()
                .attributes(AttributeChanges.none().put("cart", 1).put("planted", "x")));
        IssuedSession user = sessions.upgrade(visitor.token(), NewSession.of("alice"));
        assertThat(user.session().key()).isEqualTo(visitor.session().key());
        assertThat(user.session().principal()).isEqualTo("alice");
        assertThat(user.session().attributes().names()).containsExactly("cart");
        assertThat(onOtherNode(visitor)).isEqualTo("rotated");
        assertThat(onOtherNode(user)).isEqualTo("live");
        assertThatThrownBy(() -> sessions.upgrade(user.token(), NewSession.of("bob")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void reauthenticationAndRoles_rotate() {
        IssuedSession issued = fixture.login("alice");
        fixture.pass(Duration.ofMinutes(5));
        IssuedSession again = sessions.reauthenticate(issued.token(), sessions.loginEpoch("alice"));
        assertThat(again.session().authenticatedAt()).isEqualTo(fixture.now());
        IssuedSession admin = sessions.changeRoles(again.token(), Set.of("admin"));
        assertThat(admin.session().roles()).containsExactly("admin");
        assertThat(fixture.word(issued)).isEqualTo("rotated");
        assertThat(fixture.word(again)).isEqualTo("rotated");
        assertThatThrownBy(() -> sessions.reauthenticate(admin.token(), sessions.loginEpoch("bob")))
                .isInstanceOf(SessionNotLiveException.class);
        LoginEpoch old = sessions.loginEpoch("alice");
        sessions.accountChanged("alice", admin.session().key());
        assertThatThrownBy(() -> sessions.reauthenticate(admin.token(), old))
                .isInstanceOf(AccountChangedException.class);
    }

    @Test
    void tooLarge_isRefusedAndTheOldCookieStays() {
        IssuedSession issued = fixture.login("alice");
        var large = AttributeChanges.none().put("text", "x".repeat(3000));
        assertThatThrownBy(() -> sessions.update(issued.token(), large, Touch.NO))
                .isInstanceOf(SessionTooLargeException.class)
                .hasMessageContaining("cookie");
        assertThat(fixture.use(issued).session().attributes().names()).isEmpty();
        assertThatThrownBy(() -> sessions.create(NewSession.of("alice").attributes(large)))
                .isInstanceOf(SessionTooLargeException.class);
    }

    @Test
    void largestThatIsTaken_staysWithinWhatBrowsersKeepAndGoesOn() {
        IssuedSession issued = fixture.login("alice");
        IssuedSession largest = issued;
        for (int size = 2000; ; size++) {
            try {
                largest = sessions.update(
                        issued.token(), AttributeChanges.none().put("text", "x".repeat(size)), Touch.NO);
            } catch (SessionTooLargeException full) {
                break;
            }
        }
        fixture.pass(Duration.ofMinutes(29));
        IssuedSession rotated = largest;
        for (int i = 0; i < 30; i++) {
            SessionToken touched = fixture.use(rotated).successor().orElse(rotated.token());
            assertThat(CookieFixture.COOKIE.length() + touched.value().length()).isLessThanOrEqualTo(4096);
            fixture.pass(Duration.ofMinutes(20));
            SessionToken next = ((Validation.Live) sessions.validate(touched.value()))
                    .successor()
                    .orElseThrow();
            assertThat(CookieFixture.COOKIE.length() + next.value().length()).isLessThanOrEqualTo(4096);
            rotated = new IssuedSession(rotated.session(), next, rotated.csrf());
        }
    }

    @Test
    void namespaceCsrfAndExtension_changeTheCookie() {
        IssuedSession issued = fixture.login("alice");
        IssuedSession labelled = sessions.setNamespace(issued.token(), "tenant");
        assertThat(fixture.use(labelled).session().namespace()).isEqualTo("tenant");
        IssuedSession csrf = sessions.regenerateCsrf(labelled.token());
        assertThat(fixture.use(csrf).csrf().matches(labelled.csrf().masked())).isFalse();
        IssuedSession extended = sessions.extend(csrf.token(), Duration.ofHours(2));
        fixture.pass(Duration.ofMinutes(119));
        assertThat(fixture.word(extended)).isEqualTo("live");
        assertThat(fixture.word(csrf)).isEqualTo("idle");
    }

    @Test
    void oldKey_isGoodUntilItLeavesTheListAndTheNextCookieHasTheFirst() {
        IssuedSession old = fixture.login("alice");
        CookieSessions rotated = fixture.sessions(RULES, CookieFixture.keys("k2", "k1"), true);
        IssuedSession fresh =
                rotated.update(old.token(), AttributeChanges.none().put("a", 1), Touch.NO);
        CookieSessions later = fixture.sessions(RULES, CookieFixture.keys("k2"), true);
        assertThat(CookieFixture.word(later.validate(fresh.token().value()))).isEqualTo("live");
        assertThat(CookieFixture.word(later.validate(old.token().value()))).isEqualTo("unknown");
    }

    @Test
    void keyOfAnotherSessionBeforeTheSeal_opensNothing() {
        IssuedSession one = fixture.login("alice");
        IssuedSession other = fixture.login("bob");
        String mixed = other.session().key() + one.token().value().substring(22);
        assertThat(CookieFixture.word(sessions.validate(mixed))).isEqualTo("unknown");
        assertThat(CookieFixture.word(sessions.validate(null))).isEqualTo("missing");
    }

    @Test
    void lifetime_mustHaveAnAbsoluteEndWithinTheLongest() {
        assertThatThrownBy(() -> sessions.create(
                        NewSession.of("alice").lifetime(new Lifetime(Duration.ofHours(1), null, false))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sessions.create(
                        NewSession.of("alice").lifetime(new Lifetime(null, Duration.ofDays(15), false))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatNeedsAServer_isNotSupported() {
        IssuedSession issued = fixture.login("alice");
        var key = issued.session().key();
        assertNotSupported(() -> sessions.sessionsOf("alice"));
        assertNotSupported(() -> sessions.search(SessionSearch.ALL, null, 10));
        assertNotSupported(() -> sessions.count(SessionSearch.ALL));
        assertNotSupported(() -> sessions.find(key));
        assertNotSupported(() -> sessions.exists(key));
        assertNotSupported(() -> sessions.update(key, AttributeChanges.none(), Touch.NO));
        assertNotSupported(() -> sessions.setNamespace(key, null));
        assertNotSupported(() -> sessions.extend(key, Duration.ofHours(1)));
        assertNotSupported(() -> sessions.regenerateCsrf(key));
        assertNotSupported(() -> sessions.endOthers(key, EndReason.LOGOUT));
        assertNotSupported(() -> sessions.endNamespace("tenant"));
        assertNotSupported(() -> sessions.create(NewSession.of("alice").limit(3)));
        assertThat(sessions.cleanup()).isZero();
    }

    private static void assertNotSupported(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(NotSupportedException.class);
    }
}
