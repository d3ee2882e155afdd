package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.SessionToken;
import dev.sojourn.StorageTimeoutException;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.store.RecordKind;
import dev.sojourn.support.Outcome;
import dev.sojourn.support.Policies;
import dev.sojourn.support.Race;
import dev.sojourn.support.StoppingStore;
import dev.sojourn.support.StoppingStore.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Periodic new secrets, which no tab of the browser may trip over. */
class RenewalTest extends RuleTest {

    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration GRACE = Duration.ofSeconds(30);

    private IssuedSession alice;

    @BeforeEach
    void login() {
        policy(Policies.DEFAULT.renewalInterval(INTERVAL));
        alice = fixture.login("alice");
    }

    private Validation.Live live(SessionToken token) {
        return (Validation.Live) engine().validate(token.value());
    }

    @Test
    void beforeTheInterval_nothingIsRenewed() {
        fixture.pass(INTERVAL.minusMillis(1));
        assertThat(live(alice.token()).successor()).isEmpty();
    }

    @Test
    void off_nothingIsEverRenewed() {
        policy(Policies.DEFAULT);
        alice = fixture.login("alice");
        for (int i = 0; i < 100; i++) {
            fixture.pass(INTERVAL);
            assertThat(live(alice.token()).successor()).isEmpty();
        }
    }

    @Test
    void afterTheInterval_theSuccessorWorksUnderTheSameKey() {
        fixture.pass(INTERVAL);
        SessionToken successor = live(alice.token()).successor().orElseThrow();
        assertThat(successor.key()).isEqualTo(alice.token().key());
        assertThat(successor).isNotEqualTo(alice.token());
        assertThat(live(successor).successor()).isEmpty();
    }

    @Test
    void oldTokenInTheGrace_worksAndLeadsToTheSameSuccessor() {
        fixture.pass(INTERVAL);
        SessionToken successor = live(alice.token()).successor().orElseThrow();
        fixture.pass(GRACE.minusMillis(1));
        assertThat(live(alice.token()).successor()).contains(successor);
        assertThat(live(successor).successor()).isEmpty();
        assertThat(fixture.events().of(SessionEvent.Rotated.class)).hasSize(1);
    }

    @Test
    void oldTokenAfterTheGrace_isTheft() {
        fixture.pass(INTERVAL);
        SessionToken successor = live(alice.token()).successor().orElseThrow();
        fixture.pass(GRACE);
        assertThat(validate(alice.token().value())).isEqualTo("theft");
        assertThat(validate(successor.value())).isEqualTo("theft");
        assertThat(endReasons()).containsExactly(EndReason.THEFT);
    }

    @Test
    void renewedAgainAndAgain_theNewestWorks() {
        SessionToken token = alice.token();
        for (int i = 0; i < 20; i++) {
            fixture.pass(INTERVAL);
            token = live(token).successor().orElseThrow();
        }
        assertThat(live(token).successor()).isEmpty();
    }

    @Test
    void passiveRequests_renewWithoutSliding() {
        fixture.pass(INTERVAL);
        var answer = (Validation.Live) engine().validate(alice.token().value(), Touch.NO);
        assertThat(answer.successor()).isPresent();
        assertThat(answer.session().lastActiveAt()).isEqualTo(alice.session().createdAt());
    }

    @Test
    void rotationAfterRenewal_killsTheOldTokenAtOnce() {
        fixture.pass(INTERVAL);
        SessionToken successor = live(alice.token()).successor().orElseThrow();
        IssuedSession rotated = engine().rotate(successor);
        assertThat(validate(alice.token().value())).isEqualTo("rotated");
        assertThat(validate(successor.value())).isEqualTo("rotated");
        assertThat(fixture.word(rotated)).isEqualTo("live");
    }

    @Test
    void oldTokenInTheGrace_canSignOut() {
        fixture.pass(INTERVAL);
        live(alice.token());
        assertThat(engine().end(alice.token(), EndReason.LOGOUT)).isTrue();
        assertThat(fixture.word(alice)).isEqualTo("logout");
    }

    @Test
    void manyTabsOnTwoNodes_getOneSuccessor() {
        List<SessionEngine> nodes = List.of(engine(), fixture.engine(Policies.DEFAULT.renewalInterval(INTERVAL)));
        for (int round = 0; round < 20; round++) {
            SessionToken old = fixture.login("tabs-" + round).token();
            fixture.pass(INTERVAL);
            fixture.events().clear();
            List<Outcome<Validation>> answers =
                    Race.of(20, i -> () -> nodes.get(i % 2).validate(old.value()));
            assertThat(answers.stream()
                            .map(answer -> ((Validation.Live) answer.orFail()).successor())
                            .distinct())
                    .singleElement()
                    .isNotEqualTo(Optional.empty());
            assertThat(fixture.events().of(SessionEvent.Rotated.class)).hasSize(1);
        }
    }

    @Test
    void renewalWhoseAnswerWasLost_leadsToTheSuccessorAtTheNextRequest() {
        fixture.pass(INTERVAL);
        fixture.store()
                .failAt(
                        StoppingStore.after(Operation.REPLACE, RecordKind.SESSION),
                        () -> new StorageTimeoutException("slow", null));
        assertThat(live(alice.token()).successor()).isEmpty();
        fixture.store().heal();
        SessionToken successor = live(alice.token()).successor().orElseThrow();
        assertThat(validate(successor.value())).isEqualTo("live");
    }

    @Test
    void fullSession_isRenewedWithoutAnError() {
        policy(Policies.DEFAULT.maxBytes(2_000).renewalInterval(INTERVAL));
        SessionToken token = Filling.toTheBrim(fixture, 2_000).token();
        for (int i = 0; i < 6; i++) {
            fixture.pass(INTERVAL);
            token = live(token).successor().orElseThrow();
        }
        assertThat(validate(token.value())).isEqualTo("live");
    }
}
