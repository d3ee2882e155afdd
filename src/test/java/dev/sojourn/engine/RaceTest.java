package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AccountChangedException;
import dev.sojourn.AttributeChanges;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.LoginEpoch;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.SessionSearch;
import dev.sojourn.SessionState;
import dev.sojourn.Touch;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.support.EngineFixture;
import dev.sojourn.support.Outcome;
import dev.sojourn.support.Policies;
import dev.sojourn.support.Race;
import dev.sojourn.support.Stall;
import dev.sojourn.support.StoppingStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two nodes on one storage, and much at once: at barriers, and at every point where a call can be overtaken. */
class RaceTest extends RuleTest {

    private SessionEngine other = fixture.engine(Policies.DEFAULT);

    private SessionEngine node(int i) {
        return i % 2 == 0 ? engine() : other;
    }

    /** Asked of the storage itself, not of the principal's index. */
    private long liveInTheStore(String principal) {
        return engine().count(SessionSearch.ALL.ofPrincipal(principal).inState(SessionState.ACTIVE));
    }

    @ParameterizedTest
    @CsvSource({"64, 50", "12, 100"})
    void manyLoginsAtOnceOnTwoNodes_leaveExactlyTheLimit(int threads, int rounds) {
        for (int round = 0; round < rounds; round++) {
            String principal = "alice-" + round;
            List<Outcome<IssuedSession>> logins = Race.of(threads, i -> () -> node(i).create(NewSession.of(principal)));
            List<IssuedSession> issued = logins.stream().map(Outcome::orFail).toList();
            assertThat(liveInTheStore(principal)).isEqualTo(5);
            assertThat(engine().sessionsOf(principal)).hasSize(5);
            assertThat(issued.stream().map(fixture::word).filter("live"::equals))
                    .hasSize(5);
            assertThat(issued.stream().map(fixture::word)).containsOnly("live", "evicted");
        }
    }

    @Test
    void manyLoginsAtOnce_publishEachSessionsEndOnce() {
        Race.of(64, i -> () -> node(i).create(NewSession.of("alice"))).forEach(Outcome::orFail);
        assertThat(fixture.events().of(SessionEvent.Ended.class))
                .extracting(SessionEvent.Ended::key)
                .hasSize(59)
                .doesNotHaveDuplicates();
        assertThat(fixture.events().of(SessionEvent.Created.class)).hasSize(64);
    }

    /**
     * Stalls the call before each of its operations on the storage in turn, lets something else happen meanwhile, and
     * checks afterwards, until the call came to its end without being stalled.
     */
    private <T> int atEachPoint(Function<Integer, Callable<T>> call, Runnable meanwhile, Consumer<Outcome<T>> check) {
        for (int point = 0; ; point++) {
            Stall<T> stalled = fixture.store().stall(StoppingStore.beforeAny(), point, call.apply(point));
            if (!stalled.stood()) {
                stalled.resume().orFail();
                return point;
            }
            meanwhile.run();
            check.accept(stalled.resume());
        }
    }

    @Test
    void loginWithTheOldPassword_neverSurvivesThePasswordChangeWhereverItStalls() {
        var epoch = new LoginEpoch[1];
        int points = atEachPoint(
                point -> {
                    for (int i = 0; i < 5; i++) {
                        fixture.login("alice");
                        fixture.passMillis(1);
                    }
                    epoch[0] = engine().loginEpoch("alice");
                    return () -> engine().create(NewSession.of("alice").epoch(epoch[0]));
                },
                () -> other.accountChanged("alice"),
                outcome -> {
                    if (outcome.answered()) {
                        assertThat(fixture.word(outcome.orFail())).isEqualTo("account");
                    } else {
                        assertThat(outcome.thrown()).isInstanceOf(AccountChangedException.class);
                    }
                    assertThat(liveInTheStore("alice")).isZero();
                });
        assertThat(points).isGreaterThanOrEqualTo(4);
    }

    @Test
    void upgradeWithTheOldPassword_neverSurvivesThePasswordChangeWhereverItStalls() {
        for (Duration stalled : List.of(Duration.ZERO, Duration.ofMinutes(5))) {
            atEachPoint(
                    point -> {
                        IssuedSession visitor = engine().create(NewSession.anonymous());
                        LoginEpoch epoch = engine().loginEpoch("alice");
                        return () -> engine().upgrade(
                                        visitor.token(), NewSession.of("alice").epoch(epoch));
                    },
                    () -> {
                        fixture.pass(stalled);
                        other.create(NewSession.of("alice"));
                        other.accountChanged("alice");
                    },
                    outcome -> {
                        if (outcome.answered()) {
                            assertThat(fixture.word(outcome.orFail())).isEqualTo("account");
                        } else {
                            assertThat(outcome.thrown())
                                    .isInstanceOfAny(AccountChangedException.class, SessionNotLiveException.class);
                        }
                        assertThat(liveInTheStore("alice")).isZero();
                    });
        }
    }

    @Test
    void reauthenticationWithTheOldPassword_neverSurvivesThePasswordChangeWhereverItStalls() {
        atEachPoint(
                point -> {
                    IssuedSession alice = fixture.login("alice");
                    LoginEpoch epoch = engine().loginEpoch("alice");
                    return () -> engine().reauthenticate(alice.token(), epoch);
                },
                () -> other.accountChanged("alice"),
                outcome -> assertThat(liveInTheStore("alice")).isZero());
    }

    @Test
    void passwordChange_overtakenByLoginsWithTheNewOneWhereverItStalls_endsAllFromBefore() {
        var before = new SessionKey[1];
        atEachPoint(
                point -> {
                    before[0] = fixture.login("alice").token().key();
                    return () -> engine().accountChanged("alice");
                },
                () -> {
                    for (int i = 0; i < 3; i++) {
                        other.create(NewSession.of("alice").epoch(other.loginEpoch("alice")));
                    }
                },
                outcome -> {
                    outcome.orFail();
                    assertThat(engine().exists(before[0])).isFalse();
                    assertThat(liveInTheStore("alice")).isLessThanOrEqualTo(5);
                    engine().accountChanged("alice");
                });
    }

    @Test
    void manyLoginsRacingAPasswordChange_leaveNoneFromBefore() {
        for (int round = 0; round < 20; round++) {
            String principal = "alice-" + round;
            LoginEpoch epoch = engine().loginEpoch(principal);
            List<Outcome<Object>> all = Race.of(
                    33,
                    i -> () -> i == 16
                            ? other.accountChanged(principal)
                            : node(i).create(NewSession.of(principal).epoch(epoch)));
            assertThat(all).allMatch(one -> one.answered() || one.thrown() instanceof AccountChangedException);
            assertThat(liveInTheStore(principal)).isZero();
        }
    }

    @Test
    void login_overtakenByManyLoginsWhereverItStalls_isAnsweredLiveWithinTheLimit() {
        int points = atEachPoint(
                point -> {
                    for (int i = 0; i < 5; i++) {
                        fixture.login("alice");
                        fixture.passMillis(1);
                    }
                    return () -> engine().create(NewSession.of("alice"));
                },
                () -> {
                    for (int i = 0; i < 7; i++) {
                        fixture.passMillis(1);
                        other.create(NewSession.of("alice"));
                        assertThat(liveInTheStore("alice")).isLessThanOrEqualTo(5);
                    }
                },
                outcome -> {
                    assertThat(fixture.word(outcome.orFail())).isEqualTo("live");
                    assertThat(liveInTheStore("alice")).isEqualTo(5);
                    assertThat(engine().sessionsOf("alice")).hasSize(5);
                });
        assertThat(points).isGreaterThanOrEqualTo(4);
    }

    @Test
    void endAll_whileALoginIsStalledWhereverItIs_leavesNothing() {
        atEachPoint(
                point -> () -> engine().create(NewSession.of("alice")),
                () -> other.endAll("alice", EndReason.ADMIN),
                outcome -> {
                    boolean admitted =
                            outcome.answered() && fixture.word(outcome.orFail()).equals("live");
                    // only a login whose first look at the index came after the end
                    assertThat(liveInTheStore("alice")).isEqualTo(admitted ? 1 : 0);
                    other.endAll("alice", EndReason.ADMIN);
                });
    }

    @Test
    void logoutRacingManyRequests_revivesNothingAndNobodyGetsAnUnexpectedError() {
        for (int round = 0; round < 30; round++) {
            IssuedSession alice = fixture.login("alice");
            SessionKey key = alice.token().key();
            fixture.pass(Duration.ofMinutes(2));
            List<Outcome<Object>> all = Race.of(51, i -> () -> {
                if (i == 25) {
                    return other.end(alice.token(), EndReason.LOGOUT);
                }
                return i % 2 == 0
                        ? node(i / 2).validate(alice.token().value())
                        : node(i / 2).update(key, AttributeChanges.none().put("n" + i, i), Touch.YES);
            });
            assertThat(all).allMatch(one -> one.answered() || one.thrown() instanceof SessionNotLiveException);
            assertThat(all.get(25).orFail()).isEqualTo(true);
            assertThat(fixture.word(alice)).isEqualTo("logout");
            assertThat(fixture.find(key).attributes().names()).isEmpty();
        }
        assertThat(fixture.events().of(SessionEvent.Ended.class)).hasSize(30);
    }

    @Test
    void manyEndsAtOnce_oneWinsAndPublishes() {
        for (int round = 0; round < 20; round++) {
            IssuedSession alice = fixture.login("alice");
            fixture.events().clear();
            List<Outcome<Boolean>> all = Race.of(
                    16, i -> () -> node(i).end(alice.token().key(), i % 2 == 0 ? EndReason.LOGOUT : EndReason.ADMIN));
            assertThat(all.stream().filter(Outcome::orFail)).hasSize(1);
            assertThat(fixture.events().of(SessionEvent.Ended.class)).hasSize(1);
            assertThat(endReasons().get(0))
                    .isEqualTo(fixture.find(alice.token().key()).endReason());
        }
    }

    @Test
    void rotationsOfOneTokenAtOnce_oneWins() {
        for (int round = 0; round < 50; round++) {
            IssuedSession alice = fixture.login("alice-" + round);
            List<Outcome<IssuedSession>> all = Race.of(4, i -> () -> node(i).rotate(alice.token()));
            assertThat(all.stream().filter(Outcome::answered)).hasSize(1);
            all.stream()
                    .filter(one -> !one.answered())
                    .forEach(one -> assertNotLive("rotated", () -> {
                        throw one.thrown();
                    }));
            IssuedSession winner = all.stream()
                    .filter(Outcome::answered)
                    .findFirst()
                    .orElseThrow()
                    .orFail();
            assertThat(fixture.word(winner)).isEqualTo("live");
            assertThat(fixture.use(winner).csrf().matches(winner.csrf().masked()))
                    .isTrue();
        }
    }

    @Test
    void rotationRacingUpdates_losesNeither() {
        for (int round = 0; round < 20; round++) {
            IssuedSession alice = fixture.login("alice-" + round);
            List<Outcome<Object>> all = Race.of(
                    17,
                    i -> () -> i == 8
                            ? engine().rotate(alice.token())
                            : node(i).update(
                                            alice.token().key(),
                                            AttributeChanges.none().put("n" + i, i),
                                            Touch.NO));
            var rotated = (IssuedSession) all.get(8).orFail();
            all.forEach(Outcome::orFail);
            assertThat(fixture.use(rotated).session().attributes().names()).hasSize(16);
        }
    }

    @Test
    void upgradeRacedByAnEnd_isEitherEndedOrRefused() {
        for (int round = 0; round < 50; round++) {
            IssuedSession visitor = engine().create(NewSession.anonymous());
            List<Outcome<Object>> all = Race.of(
                    2,
                    i -> () -> i == 0
                            ? engine().upgrade(visitor.token(), NewSession.of("alice"))
                            : other.end(visitor.token().key(), EndReason.ADMIN));
            assertThat(all.get(1).orFail()).isEqualTo(true);
            Outcome<Object> upgrade = all.get(0);
            assertThat(upgrade.answered() || upgrade.thrown() instanceof SessionNotLiveException)
                    .isTrue();
            assertThat(liveInTheStore("alice")).isZero();
            assertThat(fixture.find(visitor.token().key()).endReason()).isEqualTo(EndReason.ADMIN);
        }
    }

    @Test
    void upgradesOfOneVisitorToTwoPrincipalsAtOnce_oneWinsAndTheOtherOwnsNothing() {
        for (int round = 0; round < 30; round++) {
            IssuedSession visitor = engine().create(NewSession.anonymous());
            String alice = "alice-" + round;
            String bob = "bob-" + round;
            List<Outcome<IssuedSession>> all =
                    Race.of(2, i -> () -> node(i).upgrade(visitor.token(), NewSession.of(i == 0 ? alice : bob)));
            assertThat(all.stream().filter(Outcome::answered)).hasSize(1);
            boolean aliceWon = all.get(0).answered();
            assertThat(engine().accountChanged(aliceWon ? bob : alice)).isZero();
            assertThat(engine().accountChanged(aliceWon ? alice : bob)).isEqualTo(1);
        }
    }

    @Test
    void expiryRacedByManyReadersAndTheSweeper_isPublishedOnce() {
        for (int round = 0; round < 20; round++) {
            IssuedSession alice = fixture.login("alice");
            fixture.pass(Duration.ofMinutes(35));
            fixture.events().clear();
            Race.of(
                            16,
                            i -> () -> i == 8
                                    ? other.cleanup()
                                    : EngineFixture.word(
                                            node(i).validate(alice.token().value())))
                    .forEach(Outcome::orFail);
            assertThat(fixture.events().of(SessionEvent.Ended.class)).hasSize(1);
        }
    }

    @Test
    void rolesTakenAwayRacingRequests_areGoneAfterwards() {
        IssuedSession admin = engine().create(NewSession.of("alice").roles(Set.of("admin")));
        List<Outcome<Object>> all = Race.of(
                9,
                i -> () -> i == 4
                        ? engine().changeRoles(admin.token(), Set.of())
                        : node(i).update(
                                        admin.token().key(),
                                        AttributeChanges.none().put("n" + i, i),
                                        Touch.YES));
        Session after = ((IssuedSession) all.get(4).orFail()).session();
        assertThat(after.roles()).isEmpty();
        assertThat(fixture.find(admin.token().key()).roles()).isEmpty();
    }
}
