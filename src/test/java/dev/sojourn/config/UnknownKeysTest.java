package dev.sojourn.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownKeysTest {

    @ParameterizedTest
    @CsvSource({
        "sojourn.sesion.idle-timeout,      sojourn.session.idle-timeout",
        "sojourn.session.idletimeout,      sojourn.session.idle-timeout",
        "sojourn.idle-timeout,             sojourn.session.idle-timeout",
        "sojourn.session.idleTimeout,      sojourn.session.idle-timeout",
        "sojourn.cookie.same.site,         sojourn.cookie.same-site",
        "sojourn.cookies.name,             sojourn.cookie.name",
        "sojourn.Storage,                  sojourn.storage",
        "sojourn.user,                     sojourn.users",
        "sojourn.users.admin.pasword,      sojourn.users.admin.password",
        "sojourn.web.trusted-proxy,        sojourn.web.trusted-proxies",
    })
    void unknown_key_names_the_nearest_known_one_and_not_its_value(String key, String nearest) {
        assertThat(TestConfig.of("sojourn.users", "admin", key, "hunter2").problems())
                .containsExactly(key + ": unknown key; did you mean " + nearest + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sojourn.mongodb.collection", "sojourn.", "sojourn.x", "sojourn.something.else.entirely"})
    void key_that_is_like_no_other_is_told_where_they_stand(String key) {
        assertThat(TestConfig.of(key, "x").problems())
                .containsExactly(key + ": unknown key; see docs/configuration.md for all keys");
    }

    @Test
    void key_of_an_account_that_is_not_listed_says_so() {
        assertThat(TestConfig.of("sojourn.users", "admin", "sojourn.users.eve.roles", "clerk")
                        .problems())
                .containsExactly("sojourn.users.eve.roles: unknown account; sojourn.users must list eve");
    }

    @Test
    void unknown_key_of_an_active_profile_is_found() {
        assertThat(TestConfig.of("%dev.sojourn.storag", "memory")
                        .profiles("dev")
                        .problems())
                .containsExactly("sojourn.storag: unknown key; did you mean sojourn.storage?");
        assertThat(TestConfig.of("%prod.sojourn.storag", "memory")
                        .profiles("dev")
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SOJOURN_SESSION_IDLE_TIMEOUT",
                "SOJOURN_COOKIE_MAX_AGE",
                "SOJOURN_SESSION_RETENTION",
                "SOJOURN_LOGIN_WINDOW"
            })
    void environment_variable_of_a_key_is_known(String name) {
        TestConfig config = TestConfig.of().environment(name, "20m");

        assertThat(config.problems()).isEmpty();
        assertThat(config.warnings).isEmpty();
    }

    @Test
    void environment_variables_of_the_platform_are_left_alone() {
        TestConfig config = TestConfig.of()
                .environment("SOJOURN_SERVICE_HOST", "10.0.0.1")
                .environment("SOJOURN_PORT_8080_TCP_ADDR", "10.0.0.1");

        assertThat(config.problems()).isEmpty();
        assertThat(config.warnings).isEmpty();
    }

    @Test
    void environment_variable_that_nearly_fits_gives_a_warning_without_its_value() {
        TestConfig config = TestConfig.of().environment("SOJOURN_SESION_IDLE_TIMEOUT", "20m");

        assertThat(config.problems()).isEmpty();
        assertThat(config.warnings)
                .containsExactly("environment variable SOJOURN_SESION_IDLE_TIMEOUT is not known and ignored;"
                        + " did you mean SOJOURN_SESSION_IDLE_TIMEOUT?");
    }

    @Test
    void environment_variable_of_an_account_that_is_not_listed_gives_a_warning() {
        TestConfig config =
                TestConfig.of("sojourn.users", "admin").environment("SOJOURN_USERS_EVE_PASSWORD", "hunter2");

        assertThat(config.problems()).isEmpty();
        assertThat(config.warnings)
                .containsExactly("environment variable SOJOURN_USERS_EVE_PASSWORD is not known and ignored;"
                        + " sojourn.users lists no such account");
    }

    @Test
    void keys_of_others_do_not_matter() {
        assertThat(TestConfig.of("sojourner.truth", "x", "mp.config.profile", "prod", "Sojourn.storage", "x")
                        .problems())
                .isEmpty();
    }

    @Test
    void long_hostile_key_stays_on_one_line() {
        assertThat(TestConfig.of("sojourn.\n" + "x".repeat(100_000), "x").problems())
                .singleElement()
                .asString()
                .startsWith("sojourn.\\u000axxx")
                .hasSizeLessThan(300);
    }
}
