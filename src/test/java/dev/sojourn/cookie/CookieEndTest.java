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
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.support.Policies;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is over although a cookie says otherwise. Two managers on one denylist are two nodes. */
class CookieEndTest {

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
    void logout_isOverOnEveryNodeWithItsReasonUntilTheAbsoluteExpiry() {
        IssuedSession issued = fixture.login("alice");
        IssuedSession copy =
                sessions.update(issued.token(), AttributeChanges.none().put("a", 1), Touch.NO);
        assertThat(sessions.end(issued.token(), EndReason.LOGOUT)).isTrue();
        var at = fixture.now();

        assertThat(onOtherNode(issued)).isEqualTo("logout");
        assertThat(onOtherNode(copy)).isEqualTo("logout");
        assertThat(sessions.end(issued.token(), EndReason.ADMIN)).isFalse();
        assertThat(sessions.end(issued.session().key(), EndReason.ADMIN)).isFalse();
        fixture.pass(Duration.ofHours(12).minusMillis(1));
        assertThat(otherNode.validate(issued.token().value()))
                .isEqualTo(new Validation.Ended(issued.session().key(), "alice", EndReason.LOGOUT, at));
        assertThat(fixture.endReasons()).containsExactly(EndReason.LOGOUT);
        assertThatThrownBy(() -> sessions.update(issued.token(), AttributeChanges.none(), Touch.NO))
                .isInstanceOf(SessionNotLiveException.class);
    }

    @Test
    void endByKey_needsNoCookie() {
        IssuedSession issued = fixture.login("alice");
        assertThat(otherNode.end(issued.session().key(), EndReason.ADMIN)).isTrue();
        assertThat(fixture.word(issued)).isEqualTo("admin");
    }

    @Test
    void expiryBeforeTheEnd_staysTheReason() {
        IssuedSession issued = fixture.login("alice");
        fixture.pass(Duration.ofHours(1));
        assertThat(sessions.end(issued.token(), EndReason.LOGOUT)).isFalse();
        sessions.endAll("alice", EndReason.ADMIN);
        assertThat(fixture.word(issued)).isEqualTo("idle");
    }

    @Test
    void accountChanged_endsAllButTheOneThatChangedIt() {
        IssuedSession here = fixture.login("alice");
        IssuedSession there = fixture.login("alice");
        IssuedSession bob = fixture.login("bob");
        fixture.pass(Duration.ofSeconds(1));
        otherNode.accountChanged("alice", here.session().key());
        assertThat(fixture.word(there)).isEqualTo("account");
        assertThat(fixture.word(here)).isEqualTo("live");
        assertThat(fixture.word(bob)).isEqualTo("live");
        // again, from the same session: what was over stays over
        fixture.pass(Duration.ofSeconds(1));
        otherNode.accountChanged("alice", here.session().key());
        assertThat(fixture.word(here)).isEqualTo("live");
        assertThat(fixture.word(fixture.login("alice"))).isEqualTo("live");
        fixture.pass(Duration.ofSeconds(1));
        otherNode.accountChanged("alice", there.session().key());
        assertThat(fixture.word(there)).isEqualTo("account");
        assertThat(fixture.word(here)).isEqualTo("account");
    }

    @Test
    void endOthers_leavesExactlyTheCallers() {
        IssuedSession here = fixture.login("alice");
        IssuedSession there = fixture.login("alice");
        assertThat(sessions.endOthers(here.token(), EndReason.LOGOUT)).isZero();
        assertThat(fixture.word(there)).isEqualTo("logout");
        assertThat(fixture.word(here)).isEqualTo("live");
        sessions.endAll("alice", EndReason.ADMIN);
        assertThat(fixture.word(here)).isEqualTo("admin");
    }

    @Test
    void sessionSparedAfterItEnded_isNotRevived() {
        IssuedSession here = fixture.login("alice");
        sessions.endAll("alice", EndReason.ADMIN);
        fixture.pass(Duration.ofSeconds(1));
        sessions.accountChanged("alice", here.session().key());
        assertThat(fixture.word(here)).isNotEqualTo("live");
    }

    @Test
    void loginUnderWay_doesNotSurviveAPasswordChange() {
        LoginEpoch before = sessions.loginEpoch("alice");
        otherNode.accountChanged("alice");
        assertThatThrownBy(() -> sessions.create(NewSession.of("alice").epoch(before)))
                .isInstanceOf(AccountChangedException.class);
        assertThat(fixture.word(sessions.create(NewSession.of("alice").epoch(sessions.loginEpoch("alice")))))
                .isEqualTo("live");
    }

    @Test
    void epochThatWasForgotten_isNeverGivenOutAgain() {
        sessions.endAll("alice", EndReason.ADMIN);
        fixture.pass(Duration.ofDays(13));
        IssuedSession remembered =
                sessions.create(NewSession.of("alice").lifetime(new Lifetime(null, Duration.ofDays(14), true)));
        fixture.pass(Duration.ofDays(2));
        assertThat(fixture.word(remembered)).isEqualTo("live");
        sessions.endAll("alice", EndReason.ADMIN);
        assertThat(fixture.word(remembered)).isEqualTo("admin");
    }

    @Test
    void denylistDown_nobodyIsLetIn() {
        IssuedSession issued = fixture.login("alice");
        fixture.store().down(true);
        assertThatThrownBy(() -> fixture.use(issued)).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> fixture.login("alice")).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> sessions.end(issued.token(), EndReason.LOGOUT))
                .isInstanceOf(StorageUnavailableException.class);
        // these ask nothing
        assertThat(CookieFixture.word(sessions.validate("x"))).isEqualTo("unknown");
        fixture.store().down(false);
        assertThat(fixture.word(issued)).isEqualTo("live");
    }

    @Test
    void sessionOfATrustedApplication_isAcceptedAndEndedWithTheOthers() {
        var shop = fixture.sessions(RULES.of("/shop", "/desk"), CookieFixture.keys("k1"), true);
        var desk = fixture.sessions(RULES.of("/desk"), CookieFixture.keys("k1"), true);
        IssuedSession issued = desk.create(NewSession.of("alice"));
        assertThat(CookieFixture.word(shop.validate(issued.token().value()))).isEqualTo("live");
        assertThat(fixture.word(issued)).isEqualTo("unknown");
        fixture.pass(Duration.ofSeconds(1));
        shop.endAll("alice", EndReason.ADMIN);
        assertThat(CookieFixture.word(desk.validate(issued.token().value()))).isEqualTo("admin");
    }
}
