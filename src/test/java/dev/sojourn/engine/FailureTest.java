package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.AccountChangedException;
import dev.sojourn.AttributeChanges;
import dev.sojourn.CapacityException;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.SessionSearch;
import dev.sojourn.SessionState;
import dev.sojourn.StorageException;
import dev.sojourn.StorageTimeoutException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.TokenSource;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.codec.PrincipalBodyCodec;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.jcache.SharedMemory;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.Policies;
import dev.sojourn.support.StoppingStore;
import dev.sojourn.support.StoppingStore.Moment;
import dev.sojourn.support.StoppingStore.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds when the storage, or what the engine was given, does not. Nothing fails open. */
class FailureTest extends RuleTest {

    private static RuntimeException unavailable() {
        return new StorageUnavailableException("down", null);
    }

    private static RuntimeException slow() {
        return new StorageTimeoutException("slow", null);
    }

    private void down() {
        fixture.store().failAt(point -> true, FailureTest::unavailable);
    }

    @Test
    void touchThatFails_doesNotFailTheValidation() {
        IssuedSession alice = fixture.login("alice");
        fixture.pass(Duration.ofMinutes(2));
        for (Supplier<RuntimeException> failure :
                List.<Supplier<RuntimeException>>of(FailureTest::unavailable, FailureTest::slow)) {
            fixture.store().failAt(StoppingStore.before(Operation.REPLACE, RecordKind.SESSION), failure);
            assertThat(validate(alice.token().value())).isEqualTo("live");
            fixture.store().heal();
        }
        assertThat(fixture.find(alice.token().key()).lastActiveAt())
                .isEqualTo(alice.session().createdAt());
        fixture.use(alice);
        assertThat(fixture.find(alice.token().key()).lastActiveAt())
                .isEqualTo(fixture.clock().instant());
    }

    @Test
    void readThatFails_isAnErrorAndNotAnAnswer() {
        IssuedSession alice = fixture.login("alice");
        down();
        assertThatThrownBy(() -> validate(alice.token().value())).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> engine().find(alice.token().key())).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> engine().exists(alice.token().key())).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> engine().sessionsOf("alice")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> engine().loginEpoch("alice")).isInstanceOf(StorageException.class);
        fixture.store().heal();
        assertThat(fixture.word(alice)).isEqualTo("live");
    }

    @Test
    void expiryThatCannotBeWritten_isToldAllTheSame() {
        IssuedSession alice = fixture.login("alice");
        fixture.pass(Duration.ofMinutes(31));
        fixture.store().failAt(StoppingStore.before(Operation.REPLACE, RecordKind.SESSION), FailureTest::unavailable);
        assertThat(validate(alice.token().value())).isEqualTo("idle");
        assertThat(endReasons()).isEmpty();
        fixture.store().heal();
        assertThat(validate(alice.token().value())).isEqualTo("idle");
        assertThat(endReasons()).containsExactly(EndReason.IDLE);
    }

    @Test
    void theftThatCannotBeWritten_isAnErrorAndFoundAgain() {
        IssuedSession old = fixture.login("alice");
        IssuedSession fresh = engine().rotate(old.token());
        fixture.pass(Duration.ofSeconds(30));
        fixture.store().failAt(StoppingStore.before(Operation.REPLACE, RecordKind.SESSION), FailureTest::unavailable);
        assertThatThrownBy(() -> validate(old.token().value())).isInstanceOf(StorageException.class);
        fixture.store().heal();
        assertThat(validate(old.token().value())).isEqualTo("theft");
        assertThat(fixture.word(fresh)).isEqualTo("theft");
    }

    @Test
    void revocationThatFails_isAnErrorAndCompletesWhenCalledAgain() {
        IssuedSession one = fixture.login("alice");
        IssuedSession two = fixture.login("alice");
        for (StoppingStore.Point point : new StoppingStore.Point[] {
            new StoppingStore.Point(Moment.BEFORE, Operation.REPLACE, RecordKind.PRINCIPAL),
            new StoppingStore.Point(Moment.AFTER, Operation.REPLACE, RecordKind.PRINCIPAL),
            new StoppingStore.Point(Moment.BEFORE, Operation.LOAD_ALL, RecordKind.SESSION),
            new StoppingStore.Point(Moment.BEFORE, Operation.REPLACE, RecordKind.SESSION)
        }) {
            fixture.store().failAt(point::equals, FailureTest::slow);
            assertThatThrownBy(() -> engine().accountChanged("alice")).isInstanceOf(StorageException.class);
            fixture.store().heal();
        }
        engine().accountChanged("alice");
        assertThat(fixture.word(one)).isEqualTo("account");
        assertThat(fixture.word(two)).isEqualTo("account");
    }

    @Test
    void logoutThatFails_isAnErrorNotFalse() {
        IssuedSession alice = fixture.login("alice");
        fixture.store().failAt(StoppingStore.before(Operation.REPLACE, RecordKind.SESSION), FailureTest::unavailable);
        assertThatThrownBy(() -> engine().end(alice.token(), EndReason.LOGOUT)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> engine().end(alice.token().key(), EndReason.ADMIN))
                .isInstanceOf(StorageException.class);
        fixture.store().heal();
        assertThat(fixture.word(alice)).isEqualTo("live");
        assertThat(endReasons()).isEmpty();
    }

    @Test
    void loginThatFailsAnywhere_createsNothingThatLivesPastEndAll() {
        for (int at = 0; at < 30; at++) {
            int[] left = {at};
            fixture.store().failAt(point -> left[0]-- == 0, FailureTest::slow);
            try {
                fixture.login("alice");
            } catch (StorageException expected) {
                assertThat(left[0]).isNegative();
            }
            fixture.store().heal();
            assertThat(engine().sessionsOf("alice")).hasSizeLessThanOrEqualTo(5);
        }
        engine().accountChanged("alice");
        assertThat(engine().count(SessionSearch.ALL.inState(SessionState.ACTIVE)))
                .isZero();
    }

    @Test
    void sourceThatGivesTooFewBytes_isRefused() {
        for (int missing : new int[] {1, 8, 31}) {
            TokenSource poor = length -> new byte[Math.max(0, length - missing)];
            var engine = new SessionEngine(
                    fixture.store(),
                    Policies.DEFAULT.build(),
                    fixture.clock(),
                    poor,
                    new JsonbMapper(),
                    fixture.events());
            assertThatThrownBy(() -> engine.create(NewSession.of("alice"))).isInstanceOf(IllegalStateException.class);
        }
        assertThat(engine().sessionsOf("alice")).isEmpty();
    }

    @Test
    void sourceThatGivesTooManyBytes_isRefused() {
        var engine = new SessionEngine(
                fixture.store(),
                Policies.DEFAULT.build(),
                fixture.clock(),
                length -> new byte[length + 1],
                new JsonbMapper(),
                fixture.events());
        assertThatThrownBy(() -> engine.create(NewSession.of("alice"))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "garbage", "\u0001\u0002\u0003"})
    void poisonedIndex_isDroppedAndLoginsGoOn(String poison) {
        IssuedSession before = fixture.login("alice");
        var epoch = engine().loginEpoch("alice");
        var key = new RecordKey(RecordKind.PRINCIPAL, "alice");
        StoredRecord good = fixture.store().load(key);
        fixture.store()
                .replace(
                        good,
                        StoredRecord.of(
                                key,
                                good.version().next(1),
                                good.keepUntil(),
                                null,
                                Bytes.copyOf(poison.getBytes(StandardCharsets.UTF_8))));
        // whether the lost epoch had been raised cannot be told
        assertThatThrownBy(() -> engine().create(NewSession.of("alice").epoch(epoch)))
                .isInstanceOf(AccountChangedException.class);
        IssuedSession after = fixture.login("alice");
        assertThat(liveOf(before, after)).isEqualTo(2);
        assertThat(PrincipalBodyCodec.decode(fixture.store().load(key).body()).entries())
                .hasSize(1);
    }

    @Test
    void storeThatIsFull_refusesANewSessionAndKeepsTheOthers() {
        try (var small = SharedMemory.open(3, fixture.clock())) {
            var engine = new SessionEngine(
                    small,
                    Policies.DEFAULT.build(),
                    fixture.clock(),
                    new SecureTokenSource(),
                    new JsonbMapper(),
                    fixture.events());
            var one = engine.create(NewSession.of("a"));
            engine.create(NewSession.of("b"));
            engine.create(NewSession.anonymous());
            assertThatThrownBy(() -> engine.create(NewSession.of("d"))).isInstanceOf(CapacityException.class);
            assertThat(engine.sessionsOf("d")).isEmpty();
            assertThat(engine.validate(one.token().value())).isInstanceOf(Validation.Live.class);
            engine.update(one.token().key(), AttributeChanges.none().put("a", 1), Touch.YES);
        }
    }

    @Test
    void changesThatFail_areErrorsAndChangeNothing() {
        IssuedSession alice = fixture.login("alice");
        fixture.store().failAt(StoppingStore.before(Operation.REPLACE, RecordKind.SESSION), FailureTest::unavailable);
        assertThatThrownBy(() -> engine().rotate(alice.token())).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> engine().changeRoles(alice.token(), Set.of("admin")))
                .isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> engine().update(
                                alice.token().key(), AttributeChanges.none().put("a", 1), Touch.NO))
                .isInstanceOf(StorageException.class);
        fixture.store().heal();
        assertThat(fixture.use(alice).session()).isEqualTo(alice.session());
    }
}
