package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.KnownDevices.Familiarity;
import dev.sojourn.LoginAttempt;
import dev.sojourn.LoginLimiter;
import dev.sojourn.StorageUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Statement 45: strangers who fail on purpose lock nobody out of the browser that they signed in with before. */
class KnownDevicesTest extends LoginRuleTest {

    private static final String LAPTOP = "laptop-laptop-laptop-1";
    private static final String PHONE = "phone-phone-phone-phon";

    private LoginAttempt from(String device) {
        return new LoginAttempt(
                "alice", null, devices().recognise("alice", device).orElse(null));
    }

    @Test
    void knownDevice_hasItsOwnCount() {
        LoginLimiter node = node(Duration.ofMillis(50));
        devices().remember("alice", LAPTOP);
        fail(node, 5, LoginAttempt.of("alice", null));

        assertThat(begins(node, from(PHONE))).isFalse();
        fail(node, 5, from(LAPTOP));
        assertThat(begins(node, from(LAPTOP))).isFalse();
    }

    @Test
    void successFromAKnownDevice_givesStrangersNoMoreGuesses() {
        LoginLimiter node = node(Duration.ofMillis(50));
        devices().remember("alice", LAPTOP);
        fail(node, 5, LoginAttempt.of("alice", null));
        assertThat(begins(node, from(LAPTOP))).isTrue();
        node.succeeded(from(LAPTOP));

        assertThat(begins(node, LoginAttempt.of("alice", null))).isFalse();
        fail(node, 5, from(LAPTOP));
    }

    @Test
    void addressLimit_staysForKnownDevices() {
        LoginLimiter node = node(Duration.ofMillis(50));
        devices().remember("alice", LAPTOP);
        for (int i = 0; i < 20; i++) {
            fail(node, 1, LoginAttempt.of("user-" + i, "192.0.2.1"));
        }
        var attempt = new LoginAttempt(
                "alice", "192.0.2.1", devices().recognise("alice", LAPTOP).orElseThrow());
        assertThat(begins(node, attempt)).isFalse();
    }

    @Test
    void deviceOfOneUser_isNoneOfAnothers() {
        devices().remember("mallory", LAPTOP);
        assertThat(devices().recognise("alice", LAPTOP)).isEmpty();
        assertThat(devices().recognise(" MALLORY", LAPTOP)).isPresent();
    }

    @Test
    void familiarity_isFirstThenNewThenKnown() {
        assertThat(devices().remember("alice", LAPTOP)).isEqualTo(Familiarity.FIRST);
        assertThat(devices().remember("alice", PHONE)).isEqualTo(Familiarity.NEW);
        assertThat(devices().remember("alice", LAPTOP)).isEqualTo(Familiarity.KNOWN);
    }

    @Test
    void device_isForgottenAfterItsTime() {
        devices().remember("alice", LAPTOP);
        fixture.pass(Duration.ofDays(80));
        devices().remember("alice", PHONE);
        fixture.pass(Duration.ofDays(10));
        assertThat(devices().recognise("alice", LAPTOP)).isEmpty();
        assertThat(devices().recognise("alice", PHONE)).isPresent();
        assertThat(devices().remember("alice", LAPTOP)).isEqualTo(Familiarity.NEW);
    }

    @Test
    void eleventhDevice_displacesTheOneLongestUnused() {
        for (int i = 0; i < StoreKnownDevices.MOST; i++) {
            devices().remember("alice", "device-" + i);
            fixture.pass(Duration.ofDays(2));
        }
        devices().remember("alice", "device-0");
        devices().remember("alice", PHONE);
        assertThat(devices().recognise("alice", "device-0")).isPresent();
        assertThat(devices().recognise("alice", "device-1")).isEmpty();
        assertThat(devices().recognise("alice", "device-2")).isPresent();
    }

    @Test
    void forgottenPrincipal_hasNoDevices() {
        devices().remember("alice", LAPTOP);
        assertThat(devices().forget("alice")).isTrue();
        assertThat(devices().forget("alice")).isFalse();
        assertThat(devices().recognise("alice", LAPTOP)).isEmpty();
        assertThat(devices().remember("alice", LAPTOP)).isEqualTo(Familiarity.FIRST);
    }

    @Test
    void storageDown_failsNoLoginAndOpensNothing() {
        devices().remember("alice", LAPTOP);
        fixture.store().failAt(point -> true, () -> new StorageUnavailableException("down", null));
        assertThat(devices().recognise("alice", LAPTOP)).isEmpty();
        assertThat(devices().remember("alice", PHONE)).isEqualTo(Familiarity.KNOWN);
    }
}
