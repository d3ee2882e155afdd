package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.AccountChangedException;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.LoginEpoch;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What concerns all sessions of a principal or a namespace (OWASP ASVS 7.4). */
class PrincipalTest extends RuleTest {

    @Test
    void endAll_endsAllOfThePrincipalAndNobodyElses() {
        IssuedSession one = fixture.login("alice");
        IssuedSession two = fixture.login("alice");
        IssuedSession bob = fixture.login("bob");
        assertThat(engine().endAll("alice", EndReason.ADMIN)).isEqualTo(2);
        assertThat(fixture.word(one)).isEqualTo("admin");
        assertThat(fixture.word(two)).isEqualTo("admin");
        assertThat(fixture.word(bob)).isEqualTo("live");
        assertThat(endReasons()).containsExactly(EndReason.ADMIN, EndReason.ADMIN);
    }

    @Test
    void endAll_countsWhatWasLive() {
        IssuedSession one = fixture.login("alice");
        fixture.login("alice");
        engine().end(one.token(), EndReason.LOGOUT);
        assertThat(engine().endAll("alice", EndReason.ADMIN)).isEqualTo(1);
        assertThat(engine().endAll("alice", EndReason.ADMIN)).isZero();
        assertThat(engine().endAll("nobody", EndReason.ADMIN)).isZero();
    }

    @Test
    void endOthers_leavesExactlyTheCallers() {
        IssuedSession one = fixture.login("alice");
        IssuedSession two = fixture.login("alice");
        IssuedSession three = fixture.login("alice");
        IssuedSession bob = fixture.login("bob");
        assertThat(engine().endOthers(two.token().key(), EndReason.LOGOUT)).isEqualTo(2);
        assertThat(List.of(fixture.word(one), fixture.word(two), fixture.word(three), fixture.word(bob)))
                .containsExactly("logout", "live", "logout", "live");
    }

    @Test
    void endOthersOfAnAnonymousOrUnknownSession_endsNothing() {
        IssuedSession anonymous = engine().create(NewSession.anonymous());
        IssuedSession alice = fixture.login("alice");
        assertThat(engine().endOthers(anonymous.token().key(), EndReason.LOGOUT))
                .isZero();
        assertThat(liveOf(anonymous, alice)).isEqualTo(2);
    }

    @Test
    void endOthers_leavesALoginUnderWayPossible() {
        IssuedSession alice = fixture.login("alice");
        LoginEpoch epoch = engine().loginEpoch("alice");
        engine().endOthers(alice.token().key(), EndReason.LOGOUT);
        assertThat(fixture.word(engine().create(NewSession.of("alice").epoch(epoch))))
                .isEqualTo("live");
    }

    @Test
    void accountChanged_endsAllAsAccount() {
        IssuedSession alice = fixture.login("alice");
        assertThat(engine().accountChanged("alice")).isEqualTo(1);
        assertThat(fixture.word(alice)).isEqualTo("account");
    }

    @Test
    void accountChangedExceptOne_leavesThatOne() {
        IssuedSession here = fixture.login("alice");
        IssuedSession there = fixture.login("alice");
        assertThat(engine().accountChanged("alice", here.token().key())).isEqualTo(1);
        assertThat(fixture.word(here)).isEqualTo("live");
        assertThat(fixture.word(there)).isEqualTo("account");
    }

    @Test
    void loginWithAnEpochFromBefore_isRefusedAndCreatesNothing() {
        LoginEpoch before = engine().loginEpoch("alice");
        engine().accountChanged("alice");
        assertThatThrownBy(() -> engine().create(NewSession.of("alice").epoch(before)))
                .isInstanceOf(AccountChangedException.class);
        assertThat(engine().sessionsOf("alice")).isEmpty();
        assertThat(fixture.events().all()).isEmpty();
        LoginEpoch after = engine().loginEpoch("alice");
        assertThat(fixture.word(engine().create(NewSession.of("alice").epoch(after))))
                .isEqualTo("live");
    }

    @Test
    void upgradeWithAnEpochFromBefore_isRefusedAndChangesNothing() {
        IssuedSession anonymous = engine().create(NewSession.anonymous());
        LoginEpoch before = engine().loginEpoch("alice");
        engine().accountChanged("alice");
        assertThatThrownBy(() -> engine().upgrade(
                                anonymous.token(), NewSession.of("alice").epoch(before)))
                .isInstanceOf(AccountChangedException.class);
        assertThat(fixture.use(anonymous).session().principal()).isNull();
    }

    @Test
    void epochOfAnotherPrincipal_isRefused() {
        LoginEpoch bobs = engine().loginEpoch("bob");
        assertThatThrownBy(() -> engine().create(NewSession.of("alice").epoch(bobs)))
                .isInstanceOf(AccountChangedException.class);
        assertThat(engine().sessionsOf("alice")).isEmpty();
    }

    @Test
    void epochThatWasRaisedTwice_refusesTheOneFromBefore() {
        LoginEpoch before = engine().loginEpoch("alice");
        engine().accountChanged("alice");
        fixture.pass(Duration.ofHours(23));
        engine().accountChanged("alice");
        fixture.pass(Duration.ofHours(23));
        assertThatThrownBy(() -> engine().create(NewSession.of("alice").epoch(before)))
                .isInstanceOf(AccountChangedException.class);
    }

    @Test
    void sessionsOf_areLiveOnesNewestActivityFirst() {
        IssuedSession one = fixture.login("alice");
        fixture.pass(Duration.ofMinutes(2));
        IssuedSession two = fixture.login("alice");
        fixture.pass(Duration.ofMinutes(2));
        IssuedSession three = fixture.login("alice");
        IssuedSession ended = fixture.login("alice");
        fixture.login("bob");
        engine().end(ended.token(), EndReason.LOGOUT);
        fixture.pass(Duration.ofMinutes(2));
        fixture.use(one);
        assertThat(engine().sessionsOf("alice"))
                .extracting(Session::key)
                .containsExactly(
                        one.token().key(), three.token().key(), two.token().key());
        fixture.pass(Duration.ofMinutes(28));
        assertThat(engine().sessionsOf("alice"))
                .extracting(Session::key)
                .containsExactly(one.token().key(), three.token().key());
        assertThat(engine().sessionsOf("nobody")).isEmpty();
    }

    @Test
    void sessionsOf_touchesNothing() {
        IssuedSession alice = fixture.login("alice");
        fixture.pass(Duration.ofMinutes(20));
        engine().sessionsOf("alice");
        engine().find(alice.token().key());
        engine().exists(alice.token().key());
        fixture.pass(Duration.ofMinutes(11));
        assertThat(fixture.word(alice)).isEqualTo("idle");
    }

    @Test
    void namespace_isEndedInOneCallWhoeversSessionsTheyAre() {
        IssuedSession alice = engine().create(NewSession.of("alice").namespace("tenant-1"));
        IssuedSession bob = engine().create(NewSession.of("bob").namespace("tenant-1"));
        IssuedSession anonymous = engine().create(NewSession.anonymous().namespace("tenant-1"));
        IssuedSession other = engine().create(NewSession.of("alice").namespace("tenant-2"));
        IssuedSession without = fixture.login("alice");
        assertThat(engine().endNamespace("tenant-1")).isEqualTo(3);
        assertThat(List.of(fixture.word(alice), fixture.word(bob), fixture.word(anonymous)))
                .containsOnly("namespace");
        assertThat(liveOf(other, without)).isEqualTo(2);
        assertThat(engine().endNamespace("tenant-1")).isZero();
    }

    @Test
    void namespaceOfManySessions_isEndedCompletely() {
        for (int i = 0; i < 250; i++) {
            engine().create(NewSession.of("user-" + i).namespace("big"));
        }
        assertThat(engine().endNamespace("big")).isEqualTo(250);
        assertThat(endReasons()).hasSize(250).containsOnly(EndReason.NAMESPACE);
    }

    @Test
    void changedNamespace_isTheOneThatCounts() {
        IssuedSession moved = engine().create(NewSession.of("alice").namespace("old"));
        IssuedSession cleared = engine().create(NewSession.of("alice").namespace("old"));
        assertThat(engine().setNamespace(moved.token().key(), "new").namespace())
                .isEqualTo("new");
        assertThat(engine().setNamespace(cleared.token().key(), null).namespace())
                .isNull();
        assertThat(engine().endNamespace("old")).isZero();
        assertThat(engine().endNamespace("new")).isEqualTo(1);
        assertThat(liveOf(moved, cleared)).isEqualTo(1);
    }

    @Test
    void namespaceOfAnotherLength_isRefusedAsAtCreation() {
        IssuedSession alice = fixture.login("alice");
        assertThatThrownBy(() -> engine().setNamespace(alice.token().key(), ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine().setNamespace(alice.token().key(), "x".repeat(256)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
