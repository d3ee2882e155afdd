package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.AccountChangedException;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.LoginEpoch;
import dev.sojourn.NewSession;
import dev.sojourn.SessionSearch;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.support.EngineFixture;
import dev.sojourn.support.Policies;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A principal that wants to be forgotten. */
class ErasureTest {

    @Test
    void everythingOfThePrincipal_isGoneAndNothingOfOthers() {
        try (var fixture = new EngineFixture()) {
            IssuedSession ended = fixture.login("alice");
            fixture.engine().end(ended.token(), EndReason.LOGOUT);
            IssuedSession one = fixture.login("alice");
            IssuedSession two = fixture.login("alice");
            IssuedSession bob = fixture.login("bob");
            IssuedSession visitor = fixture.engine().create(NewSession.anonymous());

            assertThat(fixture.engine().erase("alice")).isEqualTo(2);

            assertThat(fixture.word(one)).isEqualTo("unknown");
            assertThat(fixture.word(two)).isEqualTo("unknown");
            assertThat(fixture.word(ended)).isEqualTo("unknown");
            assertThat(fixture.engine()
                            .search(new SessionSearch(null, "alice", null, null, null), null, 10)
                            .items())
                    .isEmpty();
            assertThat(fixture.engine().sessionsOf("alice")).isEmpty();
            assertThat(fixture.word(bob)).isEqualTo("live");
            assertThat(fixture.word(visitor)).isEqualTo("live");
            assertThat(fixture.events().of(SessionEvent.Ended.class))
                    .extracting(SessionEvent.Ended::reason)
                    .containsExactly(EndReason.LOGOUT, EndReason.ACCOUNT, EndReason.ACCOUNT);
            assertThat(fixture.engine().erase("alice")).isZero();
            assertThat(fixture.engine().erase("nobody")).isZero();
        }
    }

    @Test
    void lateWriter_revivesNothing() {
        try (var fixture = new EngineFixture()) {
            IssuedSession alice = fixture.login("alice");
            var key = SessionRecords.recordKey(alice.token().key());
            StoredRecord before = Objects.requireNonNull(fixture.store().load(key));
            fixture.engine().erase("alice");
            StoredRecord late =
                    StoredRecord.of(key, before.version().next(7), before.keepUntil(), before.fields(), before.body());
            assertThat(fixture.store().replace(before, late)).isEqualTo(WriteOutcome.ABSENT);
            assertThat(fixture.engine().validate(alice.token().value(), Touch.YES))
                    .isInstanceOf(Validation.Unknown.class);
        }
    }

    @Test
    void loginUnderWay_isRefusedAndALaterOneIsNot() {
        try (var fixture = new EngineFixture()) {
            LoginEpoch before = fixture.engine().loginEpoch("alice");
            fixture.engine().erase("alice");
            assertThatThrownBy(
                            () -> fixture.engine().create(NewSession.of("alice").epoch(before)))
                    .isInstanceOf(AccountChangedException.class);
            assertThat(fixture.word(fixture.login("alice"))).isEqualTo("live");
        }
    }

    @Test
    void indexOfAnErasedPrincipal_namesNoSessionAndGoesByItself() {
        try (var fixture = new EngineFixture()) {
            fixture.login("alice");
            fixture.engine().erase("alice");
            var index = Objects.requireNonNull(fixture.store().load(PrincipalIndex.key("alice")));
            assertThat(index.body().length()).isLessThan(16);
            fixture.pass(Duration.ofDays(1).plusSeconds(1));
            assertThat(fixture.store().load(PrincipalIndex.key("alice"))).isNull();
        }
    }

    @Test
    void sessionsOfAnApplicationThatIsNotTrusted_stay() {
        try (var fixture = new EngineFixture()) {
            SessionEngine bank = fixture.engine(Policies.DEFAULT.of("/bank"));
            IssuedSession account = bank.create(NewSession.of("alice"));
            fixture.login("alice");
            assertThat(fixture.engine().erase("alice")).isEqualTo(1);
            assertThat(EngineFixture.word(bank.validate(account.token().value(), Touch.NO)))
                    .isEqualTo("live");
            assertThat(bank.sessionsOf("alice")).hasSize(1);
        }
    }
}
