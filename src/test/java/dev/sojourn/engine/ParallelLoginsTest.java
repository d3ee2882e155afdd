package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.BlockedBy;
import dev.sojourn.LoginAttempt;
import dev.sojourn.LoginLimiter;
import dev.sojourn.LoginPermit;
import dev.sojourn.support.Outcome;
import dev.sojourn.support.Race;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Logins of one user at the same time: right ones wait for each other, guesses do not. */
class ParallelLoginsTest extends LoginRuleTest {

    private static final LoginAttempt ALICE = LoginAttempt.of("alice", null);

    @Test
    void rightLoginsOnTwoNodes_allPass() {
        List<LoginLimiter> nodes = List.of(node(Duration.ofSeconds(30)), node(Duration.ofSeconds(30)));
        List<Outcome<Boolean>> passed = Race.of(60, i -> () -> {
            LoginLimiter node = nodes.get(i % 2);
            boolean begun = begins(node, ALICE);
            if (begun) {
                node.succeeded(ALICE);
            }
            return begun;
        });
        assertThat(passed).allSatisfy(outcome -> assertThat(outcome.orFail()).isTrue());
    }

    @Test
    void neverMoreThanTheLimitAreUnderWay() {
        LoginLimiter node = node(Duration.ofSeconds(30));
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        Race.of(40, i -> () -> {
                    assertThat(begins(node, ALICE)).isTrue();
                    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                    underWay.decrementAndGet();
                    node.succeeded(ALICE);
                    return null;
                })
                .forEach(Outcome::orFail);
        assertThat(most.get()).isBetween(1, 5);
    }

    @Test
    void oneTooMany_waitsThenIsToldToComeBackSoon() {
        LoginLimiter node = node(Duration.ofMillis(50));
        for (int i = 0; i < 5; i++) {
            assertThat(begins(node, ALICE)).isTrue();
        }
        assertThat(node.attempt(ALICE)).isEqualTo(new LoginPermit.Blocked(BlockedBy.USERNAME, Duration.ofSeconds(1)));
        node.withdrawn(ALICE);
        assertThat(begins(node, ALICE)).isTrue();
    }

    @Test
    void failuresAndThoseUnderWay_shareTheLimit() {
        LoginLimiter node = node(Duration.ofMillis(50));
        fail(node, 3, ALICE);
        assertThat(begins(node, ALICE)).isTrue();
        assertThat(begins(node, ALICE)).isTrue();
        assertThat(begins(node, ALICE)).isFalse();
        node.failed(ALICE);
        node.failed(ALICE);
        assertThat(node.attempt(ALICE)).isEqualTo(new LoginPermit.Blocked(BlockedBy.USERNAME, WINDOW));
    }

    @Test
    void success_leavesThoseUnderWayCounted() {
        LoginLimiter node = node(Duration.ofMillis(50));
        fail(node, 2, ALICE);
        for (int i = 0; i < 3; i++) {
            assertThat(begins(node, ALICE)).isTrue();
        }
        node.succeeded(ALICE);
        fail(node, 3, ALICE);
        assertThat(begins(node, ALICE)).as("three failed, two are under way").isFalse();
    }

    @Test
    void thoseWithoutOutcome_areTakenForFailedInTheEnd() {
        LoginLimiter node = node(Duration.ofMillis(50));
        for (int i = 0; i < 5; i++) {
            assertThat(begins(node, ALICE)).isTrue();
        }
        fixture.pass(Duration.ofSeconds(30));
        assertThat(node.attempt(ALICE)).isEqualTo(new LoginPermit.Blocked(BlockedBy.USERNAME, WINDOW.minusSeconds(30)));
        fixture.pass(WINDOW.minusSeconds(30));
        assertThat(begins(node, ALICE)).isTrue();
    }

    @Test
    void manyUsersBehindOneAddress_allPass() {
        LoginLimiter node = node(Duration.ofSeconds(30));
        List<Outcome<Boolean>> passed = Race.of(60, i -> () -> {
            var attempt = LoginAttempt.of("user-" + i, "192.0.2.1");
            boolean begun = begins(node, attempt);
            if (begun) {
                node.succeeded(attempt);
            }
            return begun;
        });
        assertThat(passed).allSatisfy(outcome -> assertThat(outcome.orFail()).isTrue());
    }
}
