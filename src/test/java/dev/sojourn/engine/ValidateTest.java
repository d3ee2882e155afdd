package dev.sojourn.engine;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.Lifetime;
import dev.sojourn.NewSession;
import dev.sojourn.SessionState;
import dev.sojourn.SessionToken;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.store.RecordKind;
import dev.sojourn.support.EngineFixture;
import dev.sojourn.support.Policies;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token is worth, and for how long (OWASP ASVS 7.3). */
class ValidateTest extends RuleTest {

    private static final Duration IDLE = ofMinutes(30);
    private static final Duration ABSOLUTE = ofHours(12);

    @Test
    void freshToken_isLiveWithEverythingThatWasGiven() {
        IssuedSession issued = fixture.login("alice");
        Validation.Live live = fixture.use(issued);
        assertThat(live.session()).isEqualTo(issued.session());
        assertThat(live.session().principal()).isEqualTo("alice");
        assertThat(live.session().application()).isEqualTo("/shop");
        assertThat(live.session().state()).isEqualTo(SessionState.ACTIVE);
        Instant now = fixture.clock().instant();
        assertThat(live.session().createdAt()).isEqualTo(now);
        assertThat(live.session().authenticatedAt()).isEqualTo(now);
        assertThat(live.session().lastActiveAt()).isEqualTo(now);
        assertThat(live.session().expiresAt()).isEqualTo(now.plus(IDLE));
        assertThat(live.successor()).isEmpty();
    }

    @Test
    void noToken_isMissing() {
        assertThat(validate(null)).isEqualTo("missing");
        assertThat(validate("")).isEqualTo("missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "x",
                "\r\n",
                "\0",
                "AAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAA.",
                "*",
                "{}",
                ":",
                "é",
                "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void tokenThatOpensNothing_isUnknown(String token) {
        assertThat(validate(token)).isEqualTo("unknown");
    }

    @Test
    void tokenOfTenKilobytes_isUnknownWithoutAskingTheStorage() {
        fixture.store().forgetOperations();
        assertThat(validate("A".repeat(10_000))).isEqualTo("unknown");
        assertThat(fixture.store().operations()).isZero();
    }

    @Test
    void rightKeyWithAnotherSecret_isUnknownAndEndsNothing() {
        IssuedSession alice = fixture.login("alice");
        IssuedSession bob = fixture.login("bob");
        String mixed = alice.token().key() + "." + bob.token().secret();
        assertThat(validate(mixed)).isEqualTo("unknown");
        assertThat(fixture.word(alice)).isEqualTo("live");
    }

    @Test
    void anyChangedCharacter_isUnknown() {
        IssuedSession alice = fixture.login("alice");
        String token = alice.token().value();
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(validate(token.substring(0, i) + other + token.substring(i + 1)))
                    .isEqualTo("unknown");
        }
        assertThat(fixture.word(alice)).isEqualTo("live");
    }

    @Test
    void endedSession_isToldWithItsReasonAndInstant() {
        IssuedSession alice = fixture.login("alice");
        fixture.pass(ofSeconds(5));
        Instant at = fixture.clock().instant();
        engine().end(alice.token(), EndReason.LOGOUT);
        fixture.pass(ofSeconds(5));
        assertThat(fixture.look(alice))
                .isEqualTo(new Validation.Ended(alice.token().key(), "alice", EndReason.LOGOUT, at));
    }

    @Test
    void wrongSecretOfAnEndedSession_isUnknown() {
        IssuedSession alice = fixture.login("alice");
        engine().end(alice.token(), EndReason.LOGOUT);
        SessionToken wrong = SessionToken.of(alice.token().key(), new byte[32]);
        assertThat(validate(wrong.value())).isEqualTo("unknown");
    }

    @Test
    void touchIntervalZero_idleIsExactToTheMillisecond() {
        policy(Policies.DEFAULT.touchInterval(Duration.ZERO));
        IssuedSession issued = fixture.login("alice");
        fixture.pass(IDLE.minusMillis(1));
        fixture.use(issued);
        fixture.pass(IDLE.minusMillis(1));
        assertThat(fixture.word(issued)).isEqualTo("live");
        fixture.passMillis(1);
        assertThat(fixture.word(issued)).isEqualTo("idle");
        assertThat(fixture.find(issued.token().key()).endedAt())
                .isEqualTo(fixture.clock().instant());
    }

    @Test
    void touchIntervalZero_idleIsJudgedAtReadOnAnUntouchedSession() {
        policy(Policies.DEFAULT.touchInterval(Duration.ZERO));
        IssuedSession issued = fixture.login("alice");
        fixture.pass(IDLE);
        assertThat(validate(issued.token().value())).isEqualTo("idle");
        assertThat(engine().exists(issued.token().key())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 30_000, 59_999, 60_000, 60_001, 119_999})
    void touchInterval_neverEndsBeforeIdleAndAtMostAnIntervalAfter(long lastUseAfterMillis) {
        IssuedSession issued = fixture.login("alice");
        fixture.passMillis(lastUseAfterMillis);
        fixture.use(issued);
        fixture.pass(IDLE.minusMillis(1));
        assertThat(fixture.word(issued)).isEqualTo("live");
        fixture.pass(ofMinutes(1).plusMillis(1));
        assertThat(fixture.word(issued)).isEqualTo("idle");
    }

    @Test
    void expiresAt_isAPromisedMinimum() {
        IssuedSession issued = fixture.login("alice");
        fixture.passMillis(59_999);
        Instant promised = fixture.use(issued).session().expiresAt();
        fixture.clock().set(promised.minusMillis(1));
        assertThat(fixture.word(issued)).isEqualTo("live");
    }

    @Test
    void insideTheTouchInterval_oneReadAndNoWrite() {
        IssuedSession issued = fixture.login("alice");
        fixture.store().forgetOperations();
        for (int i = 0; i < 59; i++) {
            fixture.pass(ofSeconds(1));
            fixture.use(issued);
        }
        assertThat(fixture.store().writes(RecordKind.SESSION)).isZero();
        assertThat(fixture.store().operations()).isEqualTo(59);
        fixture.pass(ofSeconds(1));
        fixture.use(issued);
        fixture.use(issued);
        assertThat(fixture.store().writes(RecordKind.SESSION)).isEqualTo(1);
        assertThat(fixture.store().operations()).isEqualTo(62);
    }

    @Test
    void touchIntervalZero_twiceInTheSameMillisecondWritesOnce() {
        policy(Policies.DEFAULT.touchInterval(Duration.ZERO));
        IssuedSession issued = fixture.login("alice");
        fixture.passMillis(1);
        fixture.store().forgetOperations();
        fixture.use(issued);
        fixture.use(issued);
        assertThat(fixture.store().writes(RecordKind.SESSION)).isEqualTo(1);
    }

    @Test
    void clockThatGoesBack_neverMovesTheActivityBack() {
        policy(Policies.DEFAULT.touchInterval(Duration.ZERO));
        IssuedSession issued = fixture.login("alice");
        fixture.pass(ofMinutes(10));
        Instant latest = fixture.use(issued).session().lastActiveAt();
        fixture.pass(ofMinutes(-5));
        assertThat(fixture.use(issued).session().lastActiveAt()).isEqualTo(latest);
        engine().rotate(issued.token());
        assertThat(fixture.find(issued.token().key()).lastActiveAt()).isEqualTo(latest);
    }

    @Test
    void passiveRequests_doNotSlideTheIdleExpiry() {
        IssuedSession issued = fixture.login("alice");
        for (int i = 0; i < 30; i++) {
            fixture.pass(ofMinutes(1));
            assertThat(fixture.word(issued)).isEqualTo("live");
        }
        fixture.pass(ofMinutes(1));
        assertThat(fixture.word(issued)).isEqualTo("idle");
    }

    @Test
    void steadyActivity_doesNotPassTheAbsoluteExpiry() {
        IssuedSession issued = fixture.login("alice");
        for (int minutes = 20; minutes < ABSOLUTE.toMinutes(); minutes += 20) {
            fixture.pass(ofMinutes(20));
            fixture.use(issued);
        }
        fixture.pass(ofMinutes(20).minusMillis(1));
        assertThat(fixture.use(issued).session().expiresAt())
                .isEqualTo(issued.session().createdAt().plus(ABSOLUTE));
        fixture.passMillis(1);
        assertThat(validate(issued.token().value())).isEqualTo("absolute");
    }

    @Test
    void ownLifetime_holdsInPlaceOfTheConfiguredOneAndSurvivesTouches() {
        var remembered = new Lifetime(Duration.ofDays(3), Duration.ofDays(14), true);
        IssuedSession issued = engine().create(NewSession.of("alice").lifetime(remembered));
        assertThat(issued.session().persistent()).isTrue();
        for (int day = 2; day < 14; day += 2) {
            fixture.pass(Duration.ofDays(2));
            assertThat(fixture.use(issued).session().persistent()).isTrue();
        }
        fixture.pass(Duration.ofDays(2).minusMillis(1));
        assertThat(fixture.word(issued)).isEqualTo("live");
        fixture.passMillis(1);
        assertThat(fixture.word(issued)).isEqualTo("absolute");
    }

    @Test
    void timeoutsOff_liveForEver() {
        IssuedSession issued = engine().create(NewSession.of("alice").lifetime(new Lifetime(null, null, false)));
        assertThat(issued.session().expiresAt()).isEqualTo(Instant.MAX);
        fixture.pass(Duration.ofDays(36_500));
        assertThat(fixture.use(issued).session().expiresAt()).isEqualTo(Instant.MAX);
    }

    @Test
    void idleOffOnly_endsByTheAbsoluteExpiry() {
        policy(Policies.DEFAULT.lifetime(null, ABSOLUTE));
        IssuedSession issued = fixture.login("alice");
        fixture.pass(ABSOLUTE.minusMillis(1));
        assertThat(fixture.word(issued)).isEqualTo("live");
        fixture.passMillis(1);
        assertThat(fixture.word(issued)).isEqualTo("absolute");
    }

    @Test
    void idleAndAbsoluteAtOnce_isAbsolute() {
        policy(Policies.DEFAULT.lifetime(ofMinutes(30), ofMinutes(30)).touchInterval(Duration.ZERO));
        IssuedSession issued = fixture.login("alice");
        fixture.pass(ofMinutes(30));
        assertThat(fixture.word(issued)).isEqualTo("absolute");
    }

    @Test
    void expiry_isPublishedOnceWithTheInstantOfTheExpiry() {
        IssuedSession issued = fixture.login("alice");
        fixture.pass(ofHours(1));
        fixture.look(issued);
        fixture.look(issued);
        fixture.use(fixture.login("bob"));
        assertThat(fixture.events().of(SessionEvent.Ended.class))
                .singleElement()
                .satisfies(ended -> {
                    assertThat(ended.reason()).isEqualTo(EndReason.IDLE);
                    assertThat(ended.principal()).isEqualTo("alice");
                    assertThat(ended.at())
                            .isEqualTo(issued.session().createdAt().plus(IDLE).plus(ofMinutes(1)));
                });
    }

    @Test
    void expiryNobodyWroteDown_isNotRevivedByATouchWithAClockBehind() {
        policy(Policies.DEFAULT.touchInterval(Duration.ZERO));
        IssuedSession issued = fixture.login("alice");
        fixture.pass(IDLE);
        assertThat(validate(issued.token().value())).isEqualTo("idle");
        fixture.pass(ofMillis(-1));
        assertThat(validate(issued.token().value())).isEqualTo("idle");
    }

    @Test
    void touchNo_stillTellsTheExpiry() {
        IssuedSession issued = fixture.login("alice");
        fixture.pass(ofMinutes(45));
        assertThat(EngineFixture.word(engine().validate(issued.token().value(), Touch.NO)))
                .isEqualTo("idle");
    }
}
