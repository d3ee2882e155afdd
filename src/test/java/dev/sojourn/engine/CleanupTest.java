package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.Lifetime;
import dev.sojourn.NewSession;
import dev.sojourn.SessionKey;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.support.Outcome;
import dev.sojourn.support.Policies;
import dev.sojourn.support.Race;
import dev.sojourn.support.Stall;
import dev.sojourn.support.StoppingStore;
import dev.sojourn.support.StoppingStore.Operation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sweeper, which nothing but history, events and room depends on. */
class CleanupTest extends RuleTest {

    private static final RecordKey LEASE = new RecordKey(RecordKind.LEASE, "cleanup");

    @Test
    void expiredSessions_areEndedWithTheirReasons() {
        IssuedSession idle = fixture.login("alice");
        IssuedSession absolute =
                engine().create(NewSession.of("bob").lifetime(new Lifetime(null, Duration.ofMinutes(10), false)));
        IssuedSession ended = fixture.login("carol");
        engine().end(ended.token(), EndReason.LOGOUT);
        fixture.pass(Duration.ofMinutes(35));
        IssuedSession live = fixture.login("dave");
        fixture.events().clear();
        assertThat(engine().cleanup()).isEqualTo(2);
        assertThat(fixture.events().of(SessionEvent.Ended.class))
                .extracting(SessionEvent.Ended::key, SessionEvent.Ended::reason)
                .containsExactlyInAnyOrder(
                        tuple(idle.token().key(), EndReason.IDLE),
                        tuple(absolute.token().key(), EndReason.ABSOLUTE));
        assertThat(fixture.word(live)).isEqualTo("live");
        assertThat(engine().cleanup()).isZero();
    }

    @Test
    void expiry_isPublishedOnceWhetherFoundByAReaderOrTheSweeper() {
        IssuedSession alice = fixture.login("alice");
        fixture.pass(Duration.ofMinutes(35));
        fixture.look(alice);
        assertThat(engine().cleanup()).isZero();
        assertThat(endReasons()).containsExactly(EndReason.IDLE);
    }

    @Test
    void manyExpired_areAllEndedInBatches() {
        for (int i = 0; i < 350; i++) {
            fixture.login("user-" + i);
        }
        fixture.pass(Duration.ofMinutes(35));
        assertThat(engine().cleanup()).isEqualTo(350);
        assertThat(endReasons()).hasSize(350);
    }

    @Test
    void pastTheRetention_theRecordsAreRemoved() {
        IssuedSession alice = fixture.login("alice");
        engine().end(alice.token(), EndReason.LOGOUT);
        var key = new RecordKey(RecordKind.SESSION, alice.token().key().value());
        fixture.pass(Duration.ofMinutes(30));
        engine().cleanup();
        // a clock that goes back shows whether the record is there or only not answered any more
        fixture.pass(Duration.ofMinutes(-1));
        assertThat(fixture.store().load(key)).isNull();
    }

    @Test
    void twoNodesAtOnce_endAndPublishEachOnce() {
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 120; i++) {
                fixture.login("user-" + i);
            }
            fixture.pass(Duration.ofMinutes(35));
            fixture.events().clear();
            List<SessionEngine> nodes = List.of(engine(), fixture.engine(Policies.DEFAULT));
            List<Outcome<Integer>> ended =
                    Race.of(4, i -> () -> nodes.get(i % 2).cleanup());
            assertThat(ended.stream().mapToInt(Outcome::orFail).sum()).isEqualTo(120);
            assertThat(fixture.events().of(SessionEvent.Ended.class))
                    .extracting(SessionEvent.Ended::key)
                    .hasSize(120)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void whileAnotherNodeIsAtIt_nothingIsDone() {
        fixture.login("alice");
        fixture.pass(Duration.ofMinutes(35));
        Stall<Integer> other = fixture.store()
                .stall(
                        StoppingStore.before(Operation.REPLACE, RecordKind.SESSION),
                        () -> fixture.engine(Policies.DEFAULT).cleanup());
        assertThat(other.stood()).isTrue();
        assertThat(engine().cleanup()).isZero();
        assertThat(other.resume().orFail()).isEqualTo(1);
        fixture.login("bob");
        fixture.pass(Duration.ofMinutes(35));
        assertThat(engine().cleanup()).isEqualTo(1);
    }

    @Test
    void nodeThatDiedWithTheLease_isFollowedWhenItRunsOut() {
        fixture.login("alice");
        fixture.pass(Duration.ofMinutes(35));
        var dead = StoredRecord.of(
                LEASE, new Version(1, 7), fixture.clock().instant().plus(Duration.ofMinutes(5)), null, Bytes.EMPTY);
        assertThat(fixture.store().create(dead)).isTrue();
        assertThat(engine().cleanup()).isZero();
        fixture.pass(Duration.ofMinutes(5));
        assertThat(engine().cleanup()).isEqualTo(1);
    }

    @Test
    void touchBetweenFindingAndEnding_isRespected() {
        IssuedSession alice = fixture.login("alice");
        fixture.pass(Duration.ofMinutes(31).minusMillis(1));
        Stall<Object> touch = fixture.store()
                .stall(StoppingStore.before(Operation.REPLACE, RecordKind.SESSION), () -> fixture.use(alice));
        fixture.passMillis(1);
        Stall<Integer> sweep = fixture.store()
                .stall(StoppingStore.before(Operation.REPLACE, RecordKind.SESSION), () -> engine().cleanup());
        touch.resume().orFail();
        assertThat(sweep.resume().orFail()).isZero();
        assertThat(fixture.word(alice)).isEqualTo("live");
        assertThat(endReasons()).isEmpty();
    }

    @Test
    void failureInTheMiddle_releasesTheLease() {
        fixture.login("alice");
        fixture.pass(Duration.ofMinutes(35));
        fixture.store()
                .failAt(
                        StoppingStore.before(Operation.REPLACE, RecordKind.SESSION),
                        () -> new StorageUnavailableException("down", null));
        assertThatThrownBy(() -> engine().cleanup()).isInstanceOf(StorageUnavailableException.class);
        fixture.store().heal();
        assertThat(engine().cleanup()).isEqualTo(1);
    }

    @Test
    void expiredRecordThatCannotBeRead_isRemovedAndNotCounted() {
        IssuedSession alice = fixture.login("alice");
        SessionKey key = alice.token().key();
        StoredRecord good = fixture.store().load(new RecordKey(RecordKind.SESSION, key.value()));
        StoredRecord poisoned = StoredRecord.of(
                good.key(), good.version().next(1), good.keepUntil(), good.fields(), Bytes.copyOf(new byte[] {1, 2, 3
                }));
        assertThat(fixture.store().replace(good, poisoned)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(fixture.word(alice)).isEqualTo("unknown");
        assertThat(engine().find(key)).isEmpty();
        fixture.pass(Duration.ofMinutes(35));
        fixture.login("bob");
        assertThat(engine().cleanup()).isZero();
        assertThat(fixture.store().load(good.key())).isNull();
    }
}
