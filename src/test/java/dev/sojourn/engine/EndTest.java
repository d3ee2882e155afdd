package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AttributeChanges;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionState;
import dev.sojourn.SessionToken;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.store.RecordKind;
import dev.sojourn.support.Stall;
import dev.sojourn.support.StoppingStore;
import dev.sojourn.support.StoppingStore.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One session's end. */
class EndTest extends RuleTest {

    @ParameterizedTest
    @EnumSource
    void everyReason_isTold(EndReason reason) {
        IssuedSession alice = fixture.login("alice");
        assertThat(engine().end(alice.token().key(), reason)).isTrue();
        assertThat(fixture.word(alice)).isEqualTo(reason.code());
        assertThat(endReasons()).containsExactly(reason);
    }

    @Test
    void endingTwice_keepsTheFirstReasonAndInstant() {
        IssuedSession alice = fixture.login("alice");
        Instant first = fixture.clock().instant();
        assertThat(engine().end(alice.token(), EndReason.LOGOUT)).isTrue();
        fixture.pass(Duration.ofMinutes(1));
        assertThat(engine().end(alice.token(), EndReason.ADMIN)).isFalse();
        assertThat(engine().end(alice.token().key(), EndReason.ADMIN)).isFalse();
        assertThat(engine().endAll("alice", EndReason.ACCOUNT)).isZero();
        Session ended = fixture.find(alice.token().key());
        assertThat(ended.state()).isEqualTo(SessionState.ENDED);
        assertThat(ended.endReason()).isEqualTo(EndReason.LOGOUT);
        assertThat(ended.endedAt()).isEqualTo(first);
        assertThat(endReasons()).containsExactly(EndReason.LOGOUT);
    }

    @Test
    void endingAnExpiredSession_keepsIdleAndItsInstant() {
        IssuedSession alice = fixture.login("alice");
        Instant expiry = fixture.clock().instant().plus(Duration.ofMinutes(31));
        fixture.pass(Duration.ofMinutes(40));
        assertThat(engine().end(alice.token().key(), EndReason.ADMIN)).isFalse();
        Session ended = fixture.find(alice.token().key());
        assertThat(ended.endReason()).isEqualTo(EndReason.IDLE);
        assertThat(ended.endedAt()).isEqualTo(expiry);
        assertThat(endReasons()).containsExactly(EndReason.IDLE);
    }

    @Test
    void endingNothing_isFalse() {
        SessionKey key = SessionKey.of(new byte[16]);
        assertThat(engine().end(key, EndReason.ADMIN)).isFalse();
        assertThat(engine().end(SessionToken.of(key, new byte[32]), EndReason.LOGOUT))
                .isFalse();
    }

    @Test
    void endingByAWrongSecret_isFalseAndEndsNothing() {
        IssuedSession alice = fixture.login("alice");
        assertThat(engine().end(SessionToken.of(alice.token().key(), new byte[32]), EndReason.LOGOUT))
                .isFalse();
        assertThat(fixture.word(alice)).isEqualTo("live");
    }

    @Test
    void endedSession_losesItsAttributesAndKeepsWhoAndWhen() {
        IssuedSession alice = fixture.login("alice");
        engine().update(alice.token().key(), AttributeChanges.none().put("card", "4111"), Touch.NO);
        engine().end(alice.token(), EndReason.LOGOUT);
        Session ended = fixture.find(alice.token().key());
        assertThat(ended.attributes().names()).isEmpty();
        assertThat(ended.principal()).isEqualTo("alice");
        assertThat(ended.createdAt()).isEqualTo(alice.session().createdAt());
    }

    @Test
    void everyChangeOfAnEndedSession_isRefusedWithTheReason() {
        IssuedSession alice = fixture.login("alice");
        SessionKey key = alice.token().key();
        engine().end(key, EndReason.ADMIN);
        var changes = AttributeChanges.none().put("a", 1);
        assertNotLive("admin", () -> engine().update(key, changes, Touch.YES));
        assertNotLive("admin", () -> engine().setNamespace(key, "n"));
        assertNotLive("admin", () -> engine().extend(key, Duration.ofHours(1)));
        assertNotLive("admin", () -> engine().rotate(alice.token()));
        assertNotLive("admin", () -> engine().changeRoles(alice.token(), Set.of()));
        assertNotLive("admin", () -> engine().reauthenticate(alice.token(), engine().loginEpoch("alice")));
        assertThat(engine().exists(key)).isFalse();
    }

    @Test
    void everyChangeOfAnExpiredSession_isRefusedWithTheReason() {
        IssuedSession alice = fixture.login("alice");
        SessionKey key = alice.token().key();
        fixture.pass(Duration.ofMinutes(31));
        var changes = AttributeChanges.none().put("a", 1);
        assertNotLive("idle", () -> engine().update(key, changes, Touch.YES));
        assertNotLive("idle", () -> engine().setNamespace(key, "n"));
        assertNotLive("idle", () -> engine().extend(key, Duration.ofHours(1)));
        assertNotLive("idle", () -> engine().changeRoles(alice.token(), Set.of()));
    }

    @Test
    void lateTouch_revivesNothing() {
        IssuedSession alice = fixture.login("alice");
        fixture.pass(Duration.ofMinutes(2));
        Stall<Validation> touch = fixture.store()
                .stall(
                        StoppingStore.before(Operation.REPLACE, RecordKind.SESSION),
                        () -> engine().validate(alice.token().value()));
        assertThat(touch.stood()).isTrue();
        engine().end(alice.token(), EndReason.LOGOUT);
        assertThat(((Validation.Ended) touch.resume().orFail()).why()).isEqualTo(EndReason.LOGOUT);
        assertThat(fixture.word(alice)).isEqualTo("logout");
    }

    @Test
    void lateUpdate_revivesNothingAndIsTold() {
        IssuedSession alice = fixture.login("alice");
        Stall<Session> update = fixture.store()
                .stall(
                        StoppingStore.before(Operation.REPLACE, RecordKind.SESSION),
                        () -> engine().update(
                                        alice.token().key(),
                                        AttributeChanges.none().put("a", 1),
                                        Touch.YES));
        engine().end(alice.token(), EndReason.LOGOUT);
        assertNotLive("logout", () -> {
            throw update.resume().thrown();
        });
        assertThat(fixture.word(alice)).isEqualTo("logout");
    }

    @Test
    void lateTouchOfASessionThatIsGone_bringsNothingBack() {
        IssuedSession alice = fixture.login("alice");
        fixture.pass(Duration.ofMinutes(2));
        Stall<Validation> touch = fixture.store()
                .stall(
                        StoppingStore.before(Operation.REPLACE, RecordKind.SESSION),
                        () -> engine().validate(alice.token().value()));
        engine().end(alice.token(), EndReason.LOGOUT);
        fixture.pass(Duration.ofHours(2));
        engine().cleanup();
        assertThat(touch.resume().orFail()).isEqualTo(new Validation.Unknown());
        assertThat(engine().find(alice.token().key())).isEmpty();
    }

    @Test
    void end_isOneReadAndOneWrite() {
        IssuedSession alice = fixture.login("alice");
        fixture.store().forgetOperations();
        engine().end(alice.token(), EndReason.LOGOUT);
        assertThat(fixture.store().operations()).isEqualTo(2);
    }
}
