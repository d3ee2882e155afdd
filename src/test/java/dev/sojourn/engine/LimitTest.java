package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.AccountChangedException;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.Lifetime;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.SessionSearch;
import dev.sojourn.SessionState;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.codec.PrincipalBodyCodec;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.support.Policies;
import dev.sojourn.support.Stall;
import dev.sojourn.support.StoppingStore;
import dev.sojourn.support.StoppingStore.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many sessions a principal may have. */
class LimitTest extends RuleTest {

    private List<IssuedSession> logins(int count) {
        var all = new ArrayList<IssuedSession>();
        for (int i = 0; i < count; i++) {
            all.add(fixture.login("alice"));
            fixture.passMillis(1);
        }
        return all;
    }

    private int indexEntries(String principal) {
        var record = fixture.store().load(new RecordKey(RecordKind.PRINCIPAL, principal));
        return record == null
                ? 0
                : PrincipalBodyCodec.decode(record.body()).entries().size();
    }

    @Test
    void oneAfterTheOther_theLeastRecentlyActiveGoes() {
        List<IssuedSession> five = logins(5);
        fixture.pass(Duration.ofMinutes(2));
        fixture.use(five.get(0));
        fixture.use(five.get(2));
        logins(2);
        assertThat(five.stream().map(fixture::word)).containsExactly("live", "evicted", "live", "evicted", "live");
        assertThat(engine().sessionsOf("alice")).hasSize(5);
        assertThat(endReasons()).containsExactly(EndReason.EVICTED, EndReason.EVICTED);
    }

    @Test
    void activityInsideTheTouchInterval_doesNotCountAsItIsNotStored() {
        List<IssuedSession> five = logins(5);
        fixture.pass(Duration.ofSeconds(30));
        fixture.use(five.get(0));
        logins(1);
        assertThat(fixture.word(five.get(0))).isEqualTo("evicted");
    }

    @Test
    void endedAndExpiredSessions_takeNoRoom() {
        List<IssuedSession> five = logins(5);
        engine().end(five.get(4).token(), EndReason.LOGOUT);
        logins(1);
        assertThat(liveOf(five.get(0), five.get(1), five.get(2), five.get(3))).isEqualTo(4);
        fixture.pass(Duration.ofMinutes(31));
        fixture.events().clear();
        logins(5);
        assertThat(engine().sessionsOf("alice")).hasSize(5);
        assertThat(endReasons()).hasSize(5).containsOnly(EndReason.IDLE);
    }

    @Test
    void limitIsPerApplication() {
        SessionEngine other = fixture.engine(Policies.DEFAULT.of("/other"));
        List<IssuedSession> five = logins(5);
        for (int i = 0; i < 5; i++) {
            other.create(NewSession.of("alice"));
        }
        assertThat(five.stream().map(fixture::word)).containsOnly("live");
        assertThat(engine().sessionsOf("alice")).hasSize(5);
        assertThat(other.sessionsOf("alice")).hasSize(5);
    }

    @Test
    void limitOff_evictsNobody() {
        policy(Policies.DEFAULT.limit(0));
        logins(50);
        assertThat(engine().sessionsOf("alice")).hasSize(50);
        assertThat(endReasons()).isEmpty();
        assertThat(engine().endAll("alice", EndReason.ADMIN)).isEqualTo(50);
    }

    @Test
    void limitPerCall_holdsForThatCall() {
        List<IssuedSession> five = logins(5);
        engine().create(NewSession.of("alice").limit(NewSession.NO_LIMIT));
        assertThat(engine().sessionsOf("alice")).hasSize(6);
        fixture.passMillis(1);
        IssuedSession only = engine().create(NewSession.of("alice").limit(1));
        assertThat(engine().sessionsOf("alice"))
                .extracting(Session::key)
                .containsExactly(only.token().key());
        assertThat(five.stream().map(fixture::word)).containsOnly("evicted");
    }

    @Test
    void replacedSession_endsAsLogoutAndIsNotCounted() {
        List<IssuedSession> five = logins(5);
        IssuedSession fresh = engine().create(
                        NewSession.of("alice").replacing(five.get(3).token().key()));
        assertThat(five.stream().map(fixture::word)).containsExactly("live", "live", "live", "logout", "live");
        assertThat(fixture.word(fresh)).isEqualTo("live");
        assertThat(endReasons()).containsExactly(EndReason.LOGOUT);
    }

    @Test
    void replacedSessionOfSomebodyElse_endsToo() {
        IssuedSession bob = fixture.login("bob");
        fixture.login("alice");
        engine().create(NewSession.of("alice").replacing(bob.token().key()));
        assertThat(fixture.word(bob)).isEqualTo("logout");
    }

    @Test
    void loginAtTheLimit_keepsToTheBudgetOfTrips() {
        logins(5);
        fixture.store().forgetOperations();
        fixture.login("alice");
        // index, its sessions, index written, one evicted, one created
        assertThat(fixture.store().operations()).isLessThanOrEqualTo(5);
    }

    @Test
    void indexOfManyLogins_staysSmall() {
        for (int i = 0; i < 100; i++) {
            fixture.login("alice");
            fixture.pass(Duration.ofMinutes(3));
        }
        assertThat(indexEntries("alice")).isLessThanOrEqualTo(11);
    }

    @Test
    void indexWithoutLimitAndAbsoluteTimeout_isPrunedTooWhereverTheDeadOnesStand() {
        policy(Policies.DEFAULT.limit(0));
        var forEver = new Lifetime(null, null, false);
        for (int i = 0; i < 30; i++) {
            engine().create(NewSession.of("robot").lifetime(forEver));
        }
        var untilIdle = new Lifetime(Duration.ofMinutes(30), null, false);
        for (int i = 0; i < 200; i++) {
            engine().create(NewSession.of("robot").lifetime(untilIdle));
            fixture.pass(Duration.ofHours(2));
        }
        assertThat(indexEntries("robot")).isLessThan(60);
        assertThat(engine().sessionsOf("robot")).hasSize(30);
    }

    @Test
    void loginThatDiedAfterItsIndexEntry_isHealedByLaterOnesAndTakesNoRoom() {
        fixture.store()
                .failAt(
                        StoppingStore.before(Operation.CREATE, RecordKind.SESSION),
                        () -> new StorageUnavailableException("died", null));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> fixture.login("alice")).isInstanceOf(StorageUnavailableException.class);
        }
        fixture.store().heal();
        fixture.pass(Policies.DEFAULT.deadline());
        List<IssuedSession> five = logins(5);
        assertThat(five.stream().map(fixture::word)).containsOnly("live");
        assertThat(engine().sessionsOf("alice")).hasSize(5);
        logins(1);
        assertThat(five.stream().map(fixture::word)).containsExactly("evicted", "live", "live", "live", "live");
    }

    @Test
    void loginThatDiedBeforeItEvicted_isFinishedByTheNext() {
        List<IssuedSession> five = logins(5);
        fixture.store()
                .failAt(
                        StoppingStore.before(Operation.REPLACE, RecordKind.SESSION),
                        () -> new StorageUnavailableException("died", null));
        assertThatThrownBy(() -> fixture.login("alice")).isInstanceOf(StorageUnavailableException.class);
        assertThat(fixture.word(five.get(0))).isEqualTo("live");
        fixture.store().heal();
        fixture.pass(Policies.DEFAULT.deadline());
        logins(1);
        assertThat(five.stream().map(fixture::word)).containsExactly("evicted", "live", "live", "live", "live");
        assertThat(engine().sessionsOf("alice")).hasSize(5);
    }

    @Test
    void upgradeThatDiedAfterItsIndexEntry_leavesTheLimitUsable() {
        policy(Policies.DEFAULT.limit(2));
        IssuedSession visitor = engine().create(NewSession.anonymous());
        diesAtTheSession(() -> engine().upgrade(visitor.token(), NewSession.of("alice")));
        fixture.pass(Policies.DEFAULT.deadline());
        List<IssuedSession> two = logins(2);
        assertThat(two.stream().map(fixture::word)).containsOnly("live");
        assertThat(engine().sessionsOf("alice")).hasSize(2);
    }

    @Test
    void upgradeThatDiedAndThenBecameSomebodyElses_isNotEndedWithTheFirstOnes() {
        IssuedSession visitor = engine().create(NewSession.anonymous());
        diesAtTheSession(() -> engine().upgrade(visitor.token(), NewSession.of("alice")));
        IssuedSession bob = engine().upgrade(visitor.token(), NewSession.of("bob"));
        assertThat(engine().accountChanged("alice")).isZero();
        assertThat(fixture.word(bob)).isEqualTo("live");
        logins(7);
        assertThat(fixture.word(bob)).isEqualTo("live");
    }

    private void diesAtTheSession(Runnable call) {
        fixture.store()
                .failAt(
                        StoppingStore.before(Operation.REPLACE, RecordKind.SESSION),
                        () -> new StorageUnavailableException("died", null));
        assertThatThrownBy(call::run).isInstanceOf(StorageUnavailableException.class);
        fixture.store().heal();
    }

    @Test
    void stalledUpgradeOvertakenByManyLogins_neverExceedsTheLimit() {
        policy(Policies.DEFAULT.limit(2));
        for (Duration stalled : List.of(Duration.ZERO, Policies.DEFAULT.deadline(), Duration.ofMinutes(20))) {
            IssuedSession visitor = engine().create(NewSession.anonymous());
            Stall<IssuedSession> upgrade = fixture.store()
                    .stall(
                            StoppingStore.before(Operation.REPLACE, RecordKind.SESSION),
                            () -> engine().upgrade(visitor.token(), NewSession.of("alice")));
            assertThat(upgrade.stood()).isTrue();
            fixture.pass(stalled);
            logins(2);
            upgrade.resume();
            assertThat(engine().sessionsOf("alice")).hasSizeLessThanOrEqualTo(2);
            assertThat(liveInTheStore("alice")).isLessThanOrEqualTo(2);
            engine().endAll("alice", EndReason.ADMIN);
            assertThat(liveInTheStore("alice")).isZero();
        }
    }

    /** Asked of the storage, not of the index. */
    private long liveInTheStore(String principal) {
        return engine().count(SessionSearch.ALL.ofPrincipal(principal).inState(SessionState.ACTIVE));
    }

    @Test
    void stalledLogin_overtakenByLaterOnes_beginsAnewAsTheLatest() {
        for (Duration stalled : List.of(Duration.ZERO, Policies.DEFAULT.deadline(), Duration.ofMinutes(20))) {
            Stall<IssuedSession> a = fixture.store()
                    .stall(StoppingStore.before(Operation.CREATE, RecordKind.SESSION), () -> fixture.login("alice"));
            assertThat(a.stood()).isTrue();
            fixture.pass(stalled);
            List<IssuedSession> others = logins(6);
            assertThat(engine().sessionsOf("alice")).hasSize(5);
            IssuedSession answer = a.resume().orFail();
            assertThat(fixture.word(answer)).isEqualTo("live");
            assertThat(engine().sessionsOf("alice"))
                    .hasSize(5)
                    .extracting(Session::key)
                    .contains(answer.token().key());
            assertThat(others.stream().map(fixture::word))
                    .containsExactly("evicted", "evicted", "live", "live", "live", "live");
            engine().endAll("alice", EndReason.ADMIN);
        }
    }

    @Test
    void stalledLogin_notOvertaken_completes() {
        Stall<IssuedSession> a = fixture.store()
                .stall(StoppingStore.before(Operation.CREATE, RecordKind.SESSION), () -> fixture.login("alice"));
        List<IssuedSession> others = logins(4);
        assertThat(fixture.word(a.resume().orFail())).isEqualTo("live");
        assertThat(others.stream().map(fixture::word)).containsOnly("live");
    }

    @Test
    void loginUnderWayWithoutAnEpoch_doesNotSurviveEndAll() {
        Stall<IssuedSession> a = fixture.store()
                .stall(StoppingStore.before(Operation.CREATE, RecordKind.SESSION), () -> fixture.login("alice"));
        engine().endAll("alice", EndReason.ADMIN);
        assertThat(a.resume().thrown()).isInstanceOf(AccountChangedException.class);
        assertThat(engine().sessionsOf("alice")).isEmpty();
        assertThat(fixture.events().of(SessionEvent.Created.class)).isEmpty();
    }
}
