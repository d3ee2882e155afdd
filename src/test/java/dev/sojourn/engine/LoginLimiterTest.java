package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.BlockedBy;
import dev.sojourn.CapacityException;
import dev.sojourn.LoginAttempt;
import dev.sojourn.LoginLimiter;
import dev.sojourn.LoginPermit;
import dev.sojourn.StorageException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.RecordKind;
import dev.sojourn.support.Outcome;
import dev.sojourn.support.Race;
import dev.sojourn.support.Stall;
import dev.sojourn.support.StoppingStore;
import dev.sojourn.support.StoppingStore.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many guesses anyone gets (OWASP ASVS 6.3.1). */
class LoginLimiterTest extends RuleTest {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final String ADDRESS = "192.0.2.1";

    private LoginLimiter limiter = limiter(5, 20, false);

    private LoginLimiter limiter(int perUsername, int perAddress, boolean allowWhenUnavailable) {
        return new StoreLoginLimiter(
                fixture.store(),
                new LoginPolicy(
                        perUsername,
                        perAddress,
                        WINDOW,
                        allowWhenUnavailable,
                        Duration.ofSeconds(20),
                        Duration.ofDays(90)),
                fixture.clock(),
                new SecureTokenSource(),
                PATIENCE);
    }

    private LoginPermit attempt(String username, String address) {
        return limiter.attempt(LoginAttempt.of(username, address));
    }

    /** Whether it was allowed; then it fails. */
    private boolean allowed(String username, String address) {
        boolean allowed = attempt(username, address) instanceof LoginPermit.Allowed;
        if (allowed) {
            limiter.failed(LoginAttempt.of(username, address));
        }
        return allowed;
    }

    private void fail(int times, String username, String address) {
        for (int i = 0; i < times; i++) {
            assertThat(allowed(username, address)).isTrue();
        }
    }

    private void begin(int times, String username, String address) {
        for (int i = 0; i < times; i++) {
            assertThat(attempt(username, address)).isInstanceOf(LoginPermit.Allowed.class);
        }
    }

    private LoginPermit.Blocked blocked(String username, String address) {
        return (LoginPermit.Blocked) attempt(username, address);
    }

    @Test
    void fivePass_theSixthIsRefused() {
        for (int remaining = 4; remaining >= 0; remaining--) {
            assertThat(attempt("alice", ADDRESS)).isEqualTo(new LoginPermit.Allowed(remaining));
            limiter.failed(LoginAttempt.of("alice", ADDRESS));
        }
        assertThat(attempt("alice", ADDRESS)).isEqualTo(new LoginPermit.Blocked(BlockedBy.USERNAME, WINDOW));
        assertThat(allowed("bob", ADDRESS)).isTrue();
    }

    @Test
    void window_isFixedFromTheFirstFailureToTheMillisecond() {
        fail(1, "alice", null);
        fixture.pass(Duration.ofMinutes(14));
        fail(4, "alice", null);
        assertThat(blocked("alice", null).retryAfter()).isEqualTo(Duration.ofMinutes(1));
        fixture.pass(Duration.ofMinutes(1).minusMillis(1));
        assertThat(blocked("alice", null).retryAfter()).isEqualTo(Duration.ofSeconds(1));
        fixture.passMillis(1);
        fail(5, "alice", null);
        assertThat(blocked("alice", null).retryAfter()).isEqualTo(WINDOW);
    }

    @Test
    void blockedAttempts_doNotProlongAndDoNotCountForTheAddress() {
        fail(5, "alice", ADDRESS);
        for (int i = 0; i < 100; i++) {
            assertThat(blocked("alice", ADDRESS).by()).isEqualTo(BlockedBy.USERNAME);
        }
        fail(5, "bob", ADDRESS);
        fail(5, "carol", ADDRESS);
        fail(5, "dave", ADDRESS);
        assertThat(blocked("erin", ADDRESS).by()).isEqualTo(BlockedBy.ADDRESS);
    }

    @Test
    void newNamesFromABlockedAddress_doNotCount() {
        for (int i = 0; i < 20; i++) {
            fail(1, "user-" + i, ADDRESS);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(blocked("victim", ADDRESS).by()).isEqualTo(BlockedBy.ADDRESS);
        }
        fail(5, "victim", "198.51.100.7");
    }

    @Test
    void success_forgetsTheUsernameNotTheAddress() {
        for (int i = 0; i < 4; i++) {
            fail(4, "user-" + i, ADDRESS);
        }
        fail(3, "alice", ADDRESS);
        begin(1, "alice", ADDRESS);
        limiter.succeeded(LoginAttempt.of("alice", ADDRESS));
        fail(1, "alice", ADDRESS);
        assertThat(blocked("alice", ADDRESS).by()).isEqualTo(BlockedBy.ADDRESS);
        fail(4, "alice", "198.51.100.7");
        assertThat(blocked("alice", "198.51.100.7").by()).isEqualTo(BlockedBy.USERNAME);
    }

    @Test
    void successes_neverBlockAnybody() {
        for (int i = 0; i < 100; i++) {
            begin(1, "alice", ADDRESS);
            limiter.succeeded(LoginAttempt.of("alice", ADDRESS));
        }
        fail(5, "alice", ADDRESS);
    }

    @Test
    void withdrawnAttempt_countsForNobody() {
        for (int i = 0; i < 100; i++) {
            begin(1, "alice", ADDRESS);
            limiter.withdrawn(LoginAttempt.of("alice", ADDRESS));
        }
        fail(5, "alice", ADDRESS);
        assertThat(blocked("alice", ADDRESS).by()).isEqualTo(BlockedBy.USERNAME);
    }

    @Test
    void ipv6_isCountedByTheNetworkOfSixtyFourBits() {
        for (int i = 0; i < 20; i++) {
            fail(1, "user-" + i, "2001:db8:0:1::" + Integer.toHexString(i + 1));
        }
        assertThat(blocked("x", "2001:db8:0:1:ffff:ffff:ffff:ffff").by()).isEqualTo(BlockedBy.ADDRESS);
        assertThat(allowed("x", "2001:db8:0:2::1")).isTrue();
    }

    @Test
    void ipv4_isCountedAloneInEitherForm() {
        for (int i = 0; i < 20; i++) {
            fail(1, "user-" + i, i % 2 == 0 ? ADDRESS : "::ffff:" + ADDRESS);
        }
        assertThat(blocked("x", ADDRESS).by()).isEqualTo(BlockedBy.ADDRESS);
        assertThat(allowed("x", "192.0.2.2")).isTrue();
    }

    @Test
    void unknownAddress_isNotLimited() {
        for (int i = 0; i < 50; i++) {
            fail(1, "user-" + i, null);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALICE-STRASSE",
                "alice-straße",
                "Alice-Strasse",
                "  alice-strasse\t",
                "alice-strasse\u00a0",
                "alice-strasse\0",
                "\uff41\uff4c\uff49\uff43\uff45-strasse",
                "alice-\u017ftrasse",
                "ali\u200bce-strasse",
                "\ufeffalice-strasse",
                "ali\u00adce-strasse",
                "alice\u2060-strasse"
            })
    void variantsOfAName_areOneName(String variant) {
        fail(5, "alice-strasse", null);
        assertThat(allowed(variant, null)).isFalse();
    }

    @Test
    void veryLongNames_areOneNameWhereverTheyDiffer() {
        String start = "x".repeat(5_000);
        for (int i = 0; i < 5; i++) {
            assertThat(allowed(start + i, null)).isTrue();
        }
        assertThat(allowed(start + "another", null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\0", "\uD83D", "a\r\nb", "*", "address:192.0.2.1", "{}:"})
    void strangeNames_areCountedLikeAny(String name) {
        fail(5, name, null);
        assertThat(allowed(name, null)).isFalse();
        assertThat(allowed("alice", ADDRESS)).isTrue();
    }

    @Test
    void differentNames_areDifferent() {
        fail(5, "alice", null);
        assertThat(allowed("alice2", null)).isTrue();
        assertThat(allowed("al ice", null)).isTrue();
        assertThat(allowed("alic\u00e9", null)).isTrue();
    }

    @Test
    void off_isOffOneByOne() {
        limiter = limiter(0, 20, false);
        fail(20, "alice", ADDRESS);
        assertThat(blocked("alice", ADDRESS).by()).isEqualTo(BlockedBy.ADDRESS);
        limiter = limiter(5, 0, false);
        for (int i = 0; i < 100; i++) {
            fail(1, "user-" + i, ADDRESS);
        }
        limiter = limiter(0, 0, false);
        fixture.store().forgetOperations();
        fail(100, "alice", ADDRESS);
        assertThat(fixture.store().operations()).isZero();
    }

    @Test
    void storageDown_refuses() {
        fixture.store().failAt(point -> true, () -> new StorageUnavailableException("down", null));
        assertThatThrownBy(() -> attempt("alice", ADDRESS)).isInstanceOf(StorageException.class);
    }

    @Test
    void storageDown_allowsWhereThatIsConfigured() {
        limiter = limiter(5, 20, true);
        fixture.store().failAt(point -> true, () -> new StorageUnavailableException("down", null));
        fail(7, "alice", ADDRESS);
        limiter.succeeded(LoginAttempt.of("alice", ADDRESS));
    }

    @Test
    void storageFull_isLikeDownAsNothingCanBeCounted() {
        fixture.store()
                .failAt(
                        StoppingStore.before(Operation.CREATE, RecordKind.ATTEMPTS),
                        () -> new CapacityException("sojourn.memory.max-sessions", 1));
        assertThatThrownBy(() -> attempt("alice", ADDRESS)).isInstanceOf(StorageUnavailableException.class);
        limiter = limiter(5, 20, true);
        fail(7, "alice", ADDRESS);
    }

    @Test
    void storageFull_goesOnCountingWhereItHasBegun() {
        fail(4, "alice", ADDRESS);
        fixture.store()
                .failAt(
                        StoppingStore.before(Operation.CREATE, RecordKind.ATTEMPTS),
                        () -> new CapacityException("sojourn.memory.max-sessions", 1));
        fail(1, "alice", ADDRESS);
        assertThat(allowed("alice", ADDRESS)).isFalse();
    }

    @Test
    void countThatCannotBeGivenBack_doesNotFailTheLogin() {
        begin(5, "alice", ADDRESS);
        fixture.store().failAt(point -> true, () -> new StorageUnavailableException("down", null));
        limiter.succeeded(LoginAttempt.of("alice", ADDRESS));
        limiter.withdrawn(LoginAttempt.of("alice", ADDRESS));
        fixture.store().heal();
        assertThat(allowed("alice", ADDRESS)).isFalse();
    }

    @Test
    void burstOfGuessesOnTwoNodes_atMostTheLimitLearnTheirOutcome() {
        for (int round = 0; round < 5; round++) {
            List<LoginLimiter> nodes = List.of(limiter(5, 20, false), limiter(5, 20, false));
            String victim = "victim-" + round;
            var learned = new AtomicInteger();
            List<Outcome<LoginPermit>> answers = Race.of(200, i -> () -> {
                var guess = LoginAttempt.of(victim, "198.51." + i + ".1");
                LoginPermit permit = nodes.get(i % 2).attempt(guess);
                if (permit instanceof LoginPermit.Allowed) {
                    learned.incrementAndGet();
                    nodes.get(i % 2).failed(guess);
                }
                return permit;
            });
            answers.forEach(Outcome::orFail);
            assertThat(learned).hasValue(5);
        }
    }

    @Test
    void burstFromOneAddressOverManyNames_atMostTheLimitLearnTheirOutcome() {
        List<Outcome<Boolean>> answers =
                Race.of(200, i -> () -> allowed("user-" + i, "2001:db8::" + Integer.toHexString(i + 1)));
        assertThat(answers.stream().filter(Outcome::orFail)).hasSize(20);
    }

    @Test
    void attemptOvertakenByTheBlock_givesTheAddressItsCountBack() {
        Stall<LoginPermit> slow = fixture.store()
                .stall(StoppingStore.after(Operation.CREATE, RecordKind.ATTEMPTS), () -> attempt("alice", ADDRESS));
        assertThat(slow.stood()).isTrue();
        fail(5, "alice", null);
        assertThat(((LoginPermit.Blocked) slow.resume().orFail()).by()).isEqualTo(BlockedBy.USERNAME);
        for (int i = 0; i < 20; i++) {
            fail(1, "user-" + i, ADDRESS);
        }
    }

    @Test
    void windowOver_takesNoRoomForEver() {
        fail(1, "alice", ADDRESS);
        fixture.pass(WINDOW);
        engine().cleanup();
        fixture.pass(Duration.ofMillis(-1));
        assertThat(attempt("alice", ADDRESS)).isEqualTo(new LoginPermit.Allowed(4));
    }
}
