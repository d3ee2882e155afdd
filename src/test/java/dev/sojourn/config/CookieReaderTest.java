package dev.sojourn.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieReaderTest {

    @ParameterizedTest
    @CsvSource({
        "true,  /,     ,            __Host-session_id,   __Host-csrf_token",
        "true,  /shop, ,            __Secure-session_id, __Secure-csrf_token",
        "true,  /,     example.org, __Secure-session_id, __Secure-csrf_token",
        "true,  /shop, example.org, __Secure-session_id, __Secure-csrf_token",
        "false, /,     ,            session_id,          csrf_token",
        "false, /shop, example.org, session_id,          csrf_token",
    })
    void default_names_follow_from_the_attributes(
            String secure, String path, String domain, String name, String csrfName) {
        TestConfig config = TestConfig.of("sojourn.cookie.secure", secure, "sojourn.cookie.path", path);
        if (domain != null) {
            config.with("sojourn.cookie.domain", domain);
        }

        CookieSettings cookie = config.load().cookie();

        assertThat(cookie.name()).isEqualTo(name);
        assertThat(cookie.csrfName()).isEqualTo(csrfName);
        assertThat(cookie.domain()).isEqualTo(domain);
    }

    @ParameterizedTest
    @CsvSource({
        "__Host-a,      true,  /,     ",
        "__Secure-a,    true,  /,     ",
        "__Secure-a,    true,  /shop, example.org",
        "__Http-a,      true,  /shop, example.org",
        "__Host-Http-a, true,  /,     ",
        "__Hosta,       false, /shop, example.org",
        "a__Host-,      false, /shop, example.org",
    })
    void name_that_browsers_accept_is_accepted(String name, String secure, String path, String domain) {
        assertThat(named(name, secure, path, domain).problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "__Host-a,      false, /,     ",
        "__host-a,      false, /,     ",
        "__HOST-a,      true,  /shop, ",
        "__Host-a,      true,  /,     example.org",
        "__Host-a,      true,  /shop, ",
        "__Secure-a,    false, /,     ",
        "__sEcUrE-a,    false, /,     ",
        "__Http-a,      false, /,     ",
        "__Host-Http-a, true,  /shop, ",
    })
    void name_that_browsers_refuse_is_refused(String name, String secure, String path, String domain) {
        assertThat(named(name, secure, path, domain).problems())
                .singleElement()
                .asString()
                .startsWith("sojourn.cookie.name = " + name + ": ");
    }

    @Test
    void prefix_of_the_csrf_cookie_is_checked_too() {
        assertThat(TestConfig.of("sojourn.cookie.csrf-name", "__Host-csrf", "sojourn.cookie.path", "/shop")
                        .problems())
                .containsExactly("sojourn.cookie.csrf-name = __Host-csrf:"
                        + " __Host- needs sojourn.cookie.path = / and no sojourn.cookie.domain");
    }

    @Test
    void cookie_that_scripts_read_cannot_be_for_http_only() {
        assertThat(TestConfig.of("sojourn.cookie.csrf-name", "__Http-csrf").problems())
                .hasSize(1);
    }

    @Test
    void both_faults_of_a_name_are_reported() {
        assertThat(named("__Host-a", "false", "/shop", null).problems()).hasSize(2);
    }

    @Test
    void names_that_are_the_same_are_refused() {
        assertThat(TestConfig.of("sojourn.cookie.name", "a", "sojourn.cookie.csrf-name", "a")
                        .problems())
                .containsExactly("sojourn.cookie.csrf-name = a: another name than sojourn.cookie.name");
        assertThat(TestConfig.of("sojourn.cookie.name", "__Host-csrf_token").problems())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"same-site,None", "partitioned,true"})
    void what_needs_secure_is_refused_without(String key, String value) {
        TestConfig config = TestConfig.of("sojourn.cookie." + key, value);

        assertThat(config.problems()).isEmpty();
        assertThat(config.with("sojourn.cookie.secure", "false").problems())
                .singleElement()
                .asString()
                .startsWith("sojourn.cookie." + key + " = " + value + ": ");
    }

    @Test
    void dev_is_without_secure_until_it_is_asked_for() {
        TestConfig config = TestConfig.of("sojourn.cookie.same-site", "None").profiles("dev");

        assertThat(config.problems()).hasSize(1);
        assertThat(config.with("sojourn.cookie.secure", "true").load().cookie().name())
                .isEqualTo("__Host-session_id");
    }

    @Test
    void cookies_over_plain_http_in_production_give_a_warning() {
        TestConfig config = TestConfig.of("sojourn.cookie.secure", "false");

        assertThat(config.load().cookie().secure()).isFalse();
        assertThat(config.warnings).singleElement().asString().startsWith("sojourn.cookie.secure is false");
    }

    @Test
    void wrong_attribute_is_not_blamed_on_the_name() {
        assertThat(TestConfig.of("sojourn.cookie.name", "__Host-a", "sojourn.cookie.path", "shop")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("sojourn.cookie.path = shop: ");
        assertThat(TestConfig.of("sojourn.cookie.same-site", "None", "sojourn.cookie.secure", "no")
                        .profiles("dev")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("sojourn.cookie.secure = no: ");
    }

    @Test
    void max_age_is_kept() {
        assertThat(TestConfig.of("sojourn.cookie.max-age", "7d").load().cookie().maxAge())
                .isEqualTo(Duration.ofDays(7));
    }

    private static TestConfig named(String name, String secure, String path, String domain) {
        TestConfig config = TestConfig.of(
                "sojourn.cookie.name", name, "sojourn.cookie.secure", secure, "sojourn.cookie.path", path);
        return domain == null ? config : config.with("sojourn.cookie.domain", domain);
    }
}
