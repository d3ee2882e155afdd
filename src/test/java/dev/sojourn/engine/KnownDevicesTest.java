package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.KnownDevices.Familiarity;
import dev.sojourn.KnownDevices.Recognised;
import dev.sojourn.KnownDevices.Remembered;
import dev.sojourn.LoginAttempt;
import dev.sojourn.LoginLimiter;
import dev.sojourn.StorageUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Statement 45: strangers who fail on purpose lock nobody out of the browser that they signed in with before. */
class KnownDevicesTest extends LoginRuleTest {

    private LoginAttempt from(String device) {
        return new LoginAttempt("alice", null, known("alice", device).orElse(null));
    }

    private Optional<String> known(String username, String... ids) {
        return devices().recognise(username, List.of(ids)).device();
    }

    /** Signs in from a browser with these ids; answers the one by which it is known then. */
    private String signIn(String principal, String... ids) {
        return remember(principal, ids).deviceId();
    }

    private Familiarity familiarity(String principal, String... ids) {
        return remember(principal, ids).familiarity();
    }

    private Remembered remember(String principal, String... ids) {
        StoreKnownDevices devices = devices();
        return devices.remember(principal, devices.recognise(principal, List.of(ids)))
                .orElseThrow();
    }

    @Test
    void knownDevice_hasItsOwnCount() {
        LoginLimiter node = node(Duration.ofMillis(50));
        String laptop = signIn("alice");
        fail(node, 5, LoginAttempt.of("alice", null));

        assertThat(begins(node, from("made up"))).isFalse();
        fail(node, 5, from(laptop));
        assertThat(begins(node, from(laptop))).isFalse();
    }

    @Test
    void successFromAKnownDevice_givesStrangersNoMoreGuesses() {
        LoginLimiter node = node(Duration.ofMillis(50));
        String laptop = signIn("alice");
        fail(node, 5, LoginAttempt.of("alice", null));
        assertThat(begins(node, from(laptop))).isTrue();
        node.succeeded(from(laptop));

        assertThat(begins(node, LoginAttempt.of("alice", null))).isFalse();
        fail(node, 5, from(laptop));
    }

    @Test
    void addressLimit_staysForKnownDevices() {
        LoginLimiter node = node(Duration.ofMillis(50));
        String laptop = signIn("alice");
        for (int i = 0; i < 20; i++) {
            fail(node, 1, LoginAttempt.of("user-" + i, "192.0.2.1"));
        }
        var attempt =
                new LoginAttempt("alice", "192.0.2.1", known("alice", laptop).orElseThrow());
        assertThat(begins(node, attempt)).isFalse();
    }

    @Test
    void deviceOfOneUser_isNoneOfAnothers() {
        String laptop = signIn("mallory");
        assertThat(known("alice", laptop)).isEmpty();
        assertThat(known(" MALLORY", laptop)).isPresent();
    }

    @Test
    void idThatTheBrowserMerelyBrings_isNeverTakenOn() {
        String ofMallory = signIn("mallory");
        for (String planted : List.of(ofMallory, "made up", "")) {
            assertThat(signIn("alice", planted)).isNotEqualTo(planted).matches("[A-Za-z0-9_-]{22}");
            assertThat(known("alice", planted)).isEmpty();
        }
    }

    @Test
    void browserOfTwoUsers_isKnownToBothByAnIdOfEach() {
        String ofAlice = signIn("alice");
        String ofBob = signIn("bob", ofAlice);
        assertThat(ofBob).isNotEqualTo(ofAlice);
        assertThat(signIn("alice", ofBob, ofAlice)).isEqualTo(ofAlice);
        assertThat(familiarity("bob", ofAlice, ofBob)).isEqualTo(Familiarity.KNOWN);
    }

    @Test
    void recognisedUnderTheNameThatWasTyped_isLookedUpUnderThePrincipalsOwn() {
        String laptop = signIn("alice");
        StoreKnownDevices devices = devices();
        Recognised typed = devices.recognise("alice@example.org", List.of(laptop));
        assertThat(typed.device()).isEmpty();
        assertThat(devices.remember("alice", typed)).contains(new Remembered(laptop, Familiarity.KNOWN));
    }

    @Test
    void forgottenWhileTheLoginWasUnderWay_isANewDevice() {
        String laptop = signIn("alice");
        fixture.pass(Duration.ofDays(2));
        StoreKnownDevices devices = devices();
        Recognised before = devices.recognise("alice", List.of(laptop));
        assertThat(devices.forget("alice")).isTrue();

        Remembered after = devices.remember("alice", before).orElseThrow();

        assertThat(after.familiarity()).isEqualTo(Familiarity.FIRST);
        assertThat(after.deviceId()).isNotEqualTo(laptop);
        assertThat(known("alice", after.deviceId())).isPresent();
    }

    @Test
    void familiarity_isFirstThenNewThenKnown() {
        Remembered first = remember("alice");
        assertThat(first.familiarity()).isEqualTo(Familiarity.FIRST);
        assertThat(familiarity("alice")).isEqualTo(Familiarity.NEW);
        assertThat(familiarity("alice", first.deviceId())).isEqualTo(Familiarity.KNOWN);
    }

    @Test
    void device_isForgottenAfterItsTime() {
        String laptop = signIn("alice");
        fixture.pass(Duration.ofDays(80));
        String phone = signIn("alice");
        fixture.pass(Duration.ofDays(10));
        assertThat(known("alice", laptop)).isEmpty();
        assertThat(known("alice", phone)).isPresent();
        assertThat(familiarity("alice", laptop)).isEqualTo(Familiarity.NEW);
    }

    @Test
    void eleventhDevice_displacesTheOneLongestUnused() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < StoreKnownDevices.MOST; i++) {
            ids.add(signIn("alice"));
            fixture.pass(Duration.ofDays(2));
        }
        signIn("alice", ids.get(0));
        signIn("alice");
        assertThat(known("alice", ids.get(0))).isPresent();
        assertThat(known("alice", ids.get(1))).isEmpty();
        assertThat(known("alice", ids.get(2))).isPresent();
    }

    @Test
    void forgottenPrincipal_hasNoDevices() {
        String laptop = signIn("alice");
        assertThat(devices().forget("alice")).isTrue();
        assertThat(devices().forget("alice")).isFalse();
        assertThat(known("alice", laptop)).isEmpty();
        assertThat(familiarity("alice", laptop)).isEqualTo(Familiarity.FIRST);
    }

    @Test
    void storageDown_failsNoLoginAndOpensNothing() {
        String laptop = signIn("alice");
        fixture.store().failAt(point -> true, () -> new StorageUnavailableException("down", null));
        StoreKnownDevices devices = devices();
        Recognised recognised = devices.recognise("alice", List.of(laptop));
        assertThat(recognised.device()).isEmpty();
        assertThat(devices.remember("alice", recognised)).isEmpty();
    }

    @Test
    void idsAreNotShown() {
        Remembered laptop = remember("alice");
        Recognised recognised = devices().recognise("alice", List.of(laptop.deviceId()));
        assertThat(laptop + " " + recognised).doesNotContain(laptop.deviceId());
    }
}
