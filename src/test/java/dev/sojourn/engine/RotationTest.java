package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.AccountChangedException;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.LoginEpoch;
import dev.sojourn.SessionToken;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.support.Policies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** New secrets, and what becomes of the old ones (OWASP ASVS 7.2.4). */
class RotationTest extends RuleTest {

    private static final Duration GRACE = Duration.ofSeconds(30);

    @Test
    void rotate_givesTheSameSessionAnotherSecret() {
        IssuedSession old = fixture.login("alice");
        IssuedSession fresh = engine().rotate(old.token());
        assertThat(fresh.token().key()).isEqualTo(old.token().key());
        assertThat(fresh.token().secret()).isNotEqualTo(old.token().secret());
        assertThat(fixture.word(fresh)).isEqualTo("live");
        assertThat(fixture.word(old)).isEqualTo("rotated");
        assertThat(fixture.events().of(SessionEvent.Rotated.class)).hasSize(1);
    }

    @Test
    void oldToken_isRotatedUntilTheGraceEndsToTheMillisecond() {
        IssuedSession old = fixture.login("alice");
        IssuedSession fresh = engine().rotate(old.token());
        fixture.pass(GRACE.minusMillis(1));
        assertThat(validate(old.token().value())).isEqualTo("rotated");
        assertThat(fixture.word(fresh)).isEqualTo("live");
        fixture.passMillis(1);
        assertThat(validate(old.token().value())).isEqualTo("theft");
        assertThat(fixture.word(fresh)).isEqualTo("theft");
    }

    @Test
    void theft_isPublishedOnce() {
        IssuedSession old = fixture.login("alice");
        IssuedSession fresh = engine().rotate(old.token());
        fixture.pass(GRACE);
        for (int i = 0; i < 3; i++) {
            validate(old.token().value());
            validate(fresh.token().value());
        }
        assertThat(endReasons()).containsExactly(EndReason.THEFT);
    }

    @Test
    void theft_isFoundByEveryCallWithTheToken() {
        IssuedSession old = fixture.login("alice");
        IssuedSession fresh = engine().rotate(old.token());
        fixture.pass(GRACE);
        assertNotLive("theft", () -> engine().rotate(old.token()));
        assertThat(fixture.word(fresh)).isEqualTo("theft");
    }

    @Test
    void isCurrent_isTrueOfTheNewestTokenAloneAndIsNoUseOfAny() {
        IssuedSession old = fixture.login("alice");
        IssuedSession fresh = engine().rotate(old.token());
        fixture.pass(GRACE.multipliedBy(2));
        assertThat(engine().isCurrent(fresh.token())).isTrue();
        assertThat(engine().isCurrent(old.token())).isFalse();
        assertThat(fixture.word(fresh)).isEqualTo("live");
        engine().end(fresh.token(), EndReason.LOGOUT);
        assertThat(engine().isCurrent(fresh.token())).isFalse();
        assertThat(engine().isCurrent(SessionToken.parse("A".repeat(22) + "." + "A".repeat(43))
                        .orElseThrow()))
                .isFalse();
    }

    @Test
    void oldToken_doesNotTouchRotateOrEnd() {
        IssuedSession old = fixture.login("alice");
        IssuedSession fresh = engine().rotate(old.token());
        fixture.pass(Duration.ofSeconds(10));
        Instant active = fixture.find(fresh.token().key()).lastActiveAt();
        validate(old.token().value());
        assertNotLive("rotated", () -> engine().rotate(old.token()));
        assertNotLive("rotated", () -> engine().changeRoles(old.token(), Set.of("admin")));
        assertThat(engine().end(old.token(), EndReason.LOGOUT)).isFalse();
        assertThat(fixture.word(fresh)).isEqualTo("live");
        assertThat(fixture.find(fresh.token().key()).lastActiveAt()).isEqualTo(active);
    }

    @Test
    void onlyTheLastFewSuperseded_areRemembered() {
        List<IssuedSession> issued = new ArrayList<>();
        issued.add(fixture.login("alice"));
        for (int i = 0; i <= Secrets.REMEMBERED; i++) {
            issued.add(engine().rotate(issued.get(i).token()));
        }
        fixture.pass(GRACE);
        IssuedSession current = issued.get(issued.size() - 1);
        assertThat(fixture.word(issued.get(0))).isEqualTo("unknown");
        assertThat(fixture.word(current)).isEqualTo("live");
        assertThat(fixture.word(issued.get(1))).isEqualTo("theft");
        assertThat(fixture.word(current)).isEqualTo("theft");
    }

    @Test
    void eachSupersededToken_hasItsOwnGrace() {
        IssuedSession first = fixture.login("alice");
        IssuedSession second = engine().rotate(first.token());
        fixture.pass(Duration.ofSeconds(20));
        engine().rotate(second.token());
        fixture.pass(Duration.ofSeconds(9));
        assertThat(fixture.word(first)).isEqualTo("rotated");
        fixture.pass(Duration.ofSeconds(1));
        assertThat(fixture.word(second)).isEqualTo("rotated");
        assertThat(fixture.word(first)).isEqualTo("theft");
    }

    @Test
    void rotate_isOneReadAndOneWrite() {
        IssuedSession alice = fixture.login("alice");
        fixture.store().forgetOperations();
        engine().rotate(alice.token());
        assertThat(fixture.store().operations()).isEqualTo(2);
    }

    @Test
    void rotateOfNoLiveSession_isRefusedWithTheReason() {
        IssuedSession alice = fixture.login("alice");
        assertNotLive(
                "unknown", () -> engine().rotate(SessionToken.of(alice.token().key(), new byte[32])));
        engine().end(alice.token(), EndReason.LOGOUT);
        assertNotLive("logout", () -> engine().rotate(alice.token()));
    }

    @Test
    void rotateAfterTheExpiry_isRefused() {
        IssuedSession alice = fixture.login("alice");
        fixture.pass(Duration.ofMinutes(31));
        assertNotLive("idle", () -> engine().rotate(alice.token()));
    }

    @Test
    void changeRoles_changesThemUnderANewSecret() {
        IssuedSession old = fixture.login("alice");
        IssuedSession fresh = engine().changeRoles(old.token(), Set.of("admin", "clerk"));
        assertThat(fixture.use(fresh).session().roles()).containsExactlyInAnyOrder("admin", "clerk");
        assertThat(fixture.word(old)).isEqualTo("rotated");
    }

    @Test
    void reauthenticate_movesAuthenticatedAtOnly() {
        IssuedSession old = fixture.login("alice");
        fixture.pass(Duration.ofMinutes(10));
        IssuedSession fresh = engine().reauthenticate(old.token(), engine().loginEpoch("alice"));
        assertThat(fresh.session().authenticatedAt()).isEqualTo(fixture.clock().instant());
        assertThat(fresh.session().createdAt()).isEqualTo(old.session().createdAt());
        assertThat(fixture.word(old)).isEqualTo("rotated");
        assertThat(fixture.events().of(SessionEvent.Authenticated.class)).hasSize(2);
        assertThat(engine().extend(fresh.token().key(), Duration.ofDays(1)).expiresAt())
                .isEqualTo(old.session().createdAt().plus(Duration.ofHours(12)));
    }

    @Test
    void reauthenticateAsSomebodyElse_isRefused() {
        IssuedSession alice = fixture.login("alice");
        assertNotLive("unknown", () -> engine().reauthenticate(alice.token(), engine().loginEpoch("bob")));
        assertThat(fixture.word(alice)).isEqualTo("live");
    }

    @Test
    void reauthenticateWithTheOldPassword_isRefusedInTheSparedSession() {
        IssuedSession alice = fixture.login("alice");
        LoginEpoch before = engine().loginEpoch("alice");
        engine().accountChanged("alice", alice.token().key());
        assertThatThrownBy(() -> engine().reauthenticate(alice.token(), before))
                .isInstanceOf(AccountChangedException.class);
        assertThat(fixture.word(alice)).isEqualTo("live");
    }

    @Test
    void fullSession_canStillBeRotated() {
        policy(Policies.DEFAULT.maxBytes(2_000));
        IssuedSession alice = Filling.toTheBrim(fixture, 2_000);
        for (int i = 0; i < 6; i++) {
            alice = engine().rotate(alice.token());
        }
        assertThat(fixture.word(alice)).isEqualTo("live");
    }
}
