package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.BlockedBy;
import dev.sojourn.LoginAttempt;
import dev.sojourn.LoginBlock;
import dev.sojourn.LoginBlocks;
import dev.sojourn.LoginLimiter;
import dev.sojourn.NotSupportedException;
import dev.sojourn.event.SessionEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Blocks are listed and lifted by administrators. */
class LoginBlocksTest extends LoginRuleTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    private LoginBlocks blocks() {
        return new StoreLoginBlocks(
                fixture.store(), POLICY, fixture.clock(), new SecureTokenSource(), fixture.events());
    }

    @Test
    void nobodyBlocked_emptyList() {
        fail(node(SHORT), 4, LoginAttempt.of("alice", "192.0.2.1"));
        assertThat(blocks().list()).isEmpty();
        assertThat(blocks().lift(BlockedBy.USERNAME, "alice", "root")).isFalse();
        assertThat(fixture.events().of(SessionEvent.LoginUnblocked.class)).isEmpty();
    }

    @Test
    void blocked_areListedLatestEndFirst() {
        LoginLimiter node = node(SHORT);
        fail(node, 5, LoginAttempt.of("Alice", null));
        fixture.pass(Duration.ofMinutes(1));
        for (int i = 0; i < 20; i++) {
            fail(node, 1, LoginAttempt.of("user-" + i, "2001:db8::" + i));
        }
        var now = fixture.clock().instant();
        assertThat(blocks().list())
                .containsExactly(
                        new LoginBlock(BlockedBy.ADDRESS, "2001:db8::/64", 20, now.plus(WINDOW)),
                        new LoginBlock(
                                BlockedBy.USERNAME, "alice", 5, now.plus(WINDOW).minus(Duration.ofMinutes(1))));
        fixture.pass(WINDOW);
        assertThat(blocks().list()).isEmpty();
    }

    @Test
    void lifted_mayTryAgainAndAnEventSaysWhoLiftedIt() {
        LoginLimiter node = node(SHORT);
        fail(node, 5, LoginAttempt.of("alice", null));
        assertThat(blocks().lift(BlockedBy.USERNAME, " ALICE ", "root")).isTrue();
        assertThat(blocks().lift(BlockedBy.USERNAME, "alice", "root")).isFalse();
        assertThat(blocks().list()).isEmpty();
        fail(node, 5, LoginAttempt.of("alice", null));
        assertThat(fixture.events().of(SessionEvent.LoginUnblocked.class))
                .containsExactly(new SessionEvent.LoginUnblocked(
                        fixture.clock().instant(), BlockedBy.USERNAME, "alice", "root"));
    }

    @Test
    void address_isLiftedAsListedAndAsTheClientHasIt() {
        LoginLimiter node = node(SHORT);
        for (String value : new String[] {"2001:db8::/64", "2001:db8::77"}) {
            for (int i = 0; i < 20; i++) {
                fail(node, 1, LoginAttempt.of("user-" + value + i, "2001:db8::1"));
            }
            assertThat(blocks().lift(BlockedBy.ADDRESS, value, "root")).isTrue();
        }
        assertThat(blocks().lift(BlockedBy.USERNAME, "2001:db8::/64", "root")).isFalse();
    }

    @Test
    void username_isLiftedForItsKnownDevicesToo() {
        LoginLimiter node = node(SHORT);
        LoginAttempt known = fromKnownDevice("alice");
        fail(node, 5, known);
        assertThat(blocks().list()).extracting(LoginBlock::value).containsExactly("alice");
        assertThat(blocks().lift(BlockedBy.USERNAME, "alice", "root")).isTrue();
        assertThat(begins(node, known)).isTrue();
    }

    @Test
    void blockOfADeviceThatMadeRoomForTenOthers_isLiftedLikeItIsListed() {
        LoginLimiter node = node(SHORT);
        LoginAttempt displaced = fromKnownDevice("alice");
        fail(node, 5, displaced);
        for (int i = 0; i < StoreKnownDevices.MOST; i++) {
            fromKnownDevice("alice");
        }
        LoginAttempt ofBob = fromKnownDevice("bob");
        fail(node, 5, ofBob);
        assertThat(blocks().list()).extracting(LoginBlock::value).containsExactlyInAnyOrder("alice", "bob");

        assertThat(blocks().lift(BlockedBy.USERNAME, "Alice", "root")).isTrue();

        assertThat(blocks().list()).extracting(LoginBlock::value).containsExactly("bob");
        assertThat(begins(node, displaced)).isTrue();
        assertThat(begins(node, ofBob)).isFalse();
        assertThat(blocks().lift(BlockedBy.USERNAME, "alice", "root")).isFalse();
    }

    private LoginAttempt fromKnownDevice(String principal) {
        StoreKnownDevices devices = devices();
        String id = devices.remember(principal, devices.recognise(principal, List.of()))
                .orElseThrow()
                .deviceId();
        return new LoginAttempt(
                principal,
                null,
                devices.recognise(principal, List.of(id)).device().orElseThrow());
    }

    @Test
    void guessesUnderWay_goOnCountingWhenABlockIsLifted() {
        LoginLimiter node = node(SHORT);
        var alice = LoginAttempt.of("alice", null);
        for (int i = 0; i < 5; i++) {
            assertThat(begins(node, alice)).isTrue();
        }
        assertThat(blocks().lift(BlockedBy.USERNAME, "alice", "root"))
                .as("not blocked, only busy")
                .isFalse();
        assertThat(begins(node, alice)).isFalse();
    }

    @Test
    void moreThanCanBeListed_theNewestAre() {
        LoginLimiter node = node(SHORT);
        for (int i = 0; i < LoginBlocks.MOST_LISTED + 50; i++) {
            fail(node, 5, LoginAttempt.of("user-" + i, null));
            fixture.passMillis(1);
        }
        assertThat(blocks().list())
                .hasSize(LoginBlocks.MOST_LISTED)
                .first()
                .extracting(LoginBlock::value)
                .isEqualTo("user-" + (LoginBlocks.MOST_LISTED + 49));
        assertThat(blocks().lift(BlockedBy.USERNAME, "user-0", "root")).isTrue();
    }

    @Test
    void ownLimiter_tellsNothing() {
        var untold = new UntoldBlocks("memory");
        assertThatThrownBy(untold::list).isInstanceOf(NotSupportedException.class);
        assertThatThrownBy(() -> untold.lift(BlockedBy.USERNAME, "alice", "root"))
                .isInstanceOf(NotSupportedException.class);
    }
}
