package dev.sojourn.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.Lifetime;
import dev.sojourn.engine.LoginPolicy;
import dev.sojourn.engine.SessionPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionReaderTest {

    @ParameterizedTest
    @CsvSource({"PT30M,PT1M", "10m,PT1M", "5m,PT30S", "1s,PT0.1S", "off,PT1M"})
    void touch_interval_shrinks_with_the_idle_timeout(String idle, Duration expected) {
        assertThat(session("sojourn.session.idle-timeout", idle).touchInterval())
                .isEqualTo(expected);
    }

    @Test
    void touch_interval_of_more_than_a_tenth_of_the_idle_timeout_is_refused() {
        assertThat(TestConfig.of("sojourn.session.idle-timeout", "5m", "sojourn.session.touch-interval", "31s")
                        .problems())
                .containsExactly("sojourn.session.touch-interval = PT31S:"
                        + " at most PT30S, a tenth of sojourn.session.idle-timeout");
        assertThat(session("sojourn.session.idle-timeout", "5m", "sojourn.session.touch-interval", "30s")
                        .touchInterval())
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(session("sojourn.session.idle-timeout", "off", "sojourn.session.touch-interval", "1h")
                        .touchInterval())
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void wrong_idle_timeout_is_the_only_problem_reported() {
        assertThat(TestConfig.of("sojourn.session.idle-timeout", "long", "sojourn.session.touch-interval", "1h")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("sojourn.session.idle-timeout = long: ");
    }

    @Test
    void renewal_before_the_grace_is_over_is_refused() {
        assertThat(TestConfig.of("sojourn.session.renewal-interval", "1m", "sojourn.session.rotation-grace", "1m")
                        .problems())
                .containsExactly("sojourn.session.renewal-interval = PT1M:"
                        + " longer than sojourn.session.rotation-grace (PT1M), or off");
        assertThat(session("sojourn.session.renewal-interval", "61s", "sojourn.session.rotation-grace", "1m")
                        .renewalInterval())
                .isEqualTo(Duration.ofSeconds(61));
        assertThat(session("sojourn.session.rotation-grace", "1h").renewalInterval())
                .isNull();
    }

    @Test
    void idle_timeout_beyond_the_absolute_one_gives_a_warning() {
        TestConfig config = TestConfig.of("sojourn.session.absolute-timeout", "15m");

        assertThat(config.load().session().lifetime())
                .isEqualTo(new Lifetime(Duration.ofMinutes(30), Duration.ofMinutes(15), false));
        assertThat(config.warnings)
                .containsExactly("sojourn.session.idle-timeout (PT30M) is longer than"
                        + " sojourn.session.absolute-timeout (PT15M) and has no effect");
    }

    @Test
    void timeouts_and_limits_can_be_off() {
        SessionPolicy session = session(
                "sojourn.session.idle-timeout", "off",
                "sojourn.session.absolute-timeout", "off",
                "sojourn.session.max-per-principal", "off");

        assertThat(session.lifetime()).isEqualTo(new Lifetime(null, null, false));
        assertThat(session.limit()).isZero();
    }

    @Test
    void retention_is_twice_the_cleanup_interval_until_it_is_configured() {
        assertThat(session("sojourn.session.cleanup-interval", "1h").retention())
                .isEqualTo(Duration.ofHours(2));
        assertThat(session("sojourn.session.cleanup-interval", "1h", "sojourn.session.retention", "1m")
                        .retention())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void lists_are_split_at_commas() {
        SessionPolicy session = session(
                "sojourn.trusted-applications", " /a ,, /b\\,c ,",
                "sojourn.session.keep-at-login", "cart, ui.*");

        assertThat(session.trusted()).containsExactlyInAnyOrder("/a", "/b,c");
        assertThat(session.keepAtLogin()).containsExactly("cart", "ui.*");
    }

    @Test
    void devices_that_are_not_to_be_known_are_remembered_for_no_time() {
        LoginPolicy login =
                TestConfig.of("sojourn.login.known-devices", "false").load().login();

        assertThat(login.deviceMemory()).isZero();
    }

    @Test
    void login_limits_are_read() {
        LoginPolicy login = TestConfig.of(
                        "sojourn.login.max-attempts", "off",
                        "sojourn.login.max-attempts-per-address", "7",
                        "sojourn.login.window", "1h",
                        "sojourn.login.when-unavailable", "allow",
                        "sojourn.login.device-memory", "30d")
                .load()
                .login();

        assertThat(login)
                .isEqualTo(
                        new LoginPolicy(0, 7, Duration.ofHours(1), true, Duration.ofSeconds(5), Duration.ofDays(30)));
    }

    @Test
    void remembered_session_has_no_idle_timeout() {
        assertThat(TestConfig.of("sojourn.session.remember-me", "30d").load().rememberMe())
                .isEqualTo(new Lifetime(null, Duration.ofDays(30), true));
    }

    private static SessionPolicy session(String... keysAndValues) {
        return TestConfig.of(keysAndValues).load().session();
    }

    @Test
    void memory_of_devices_that_are_not_known_gives_a_warning() {
        TestConfig config = TestConfig.of("sojourn.login.known-devices", "false", "sojourn.login.device-memory", "1d");
        config.load();

        assertThat(config.warnings)
                .containsExactly("sojourn.login.device-memory has no effect: sojourn.login.known-devices is false");
    }
}
