package dev.sojourn.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.config.WebSettings.AddressHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebReaderTest {

    @ParameterizedTest
    @CsvSource({"/*", "/login.html", "*.html"})
    void protected_login_page_is_refused_unless_it_is_public(String protectedPath) {
        TestConfig config =
                TestConfig.of("sojourn.web.login-page", "/login.html", "sojourn.web.protected-paths", protectedPath);

        assertThat(config.problems())
                .containsExactly("sojourn.web.login-page = /login.html:"
                        + " a page outside sojourn.web.protected-paths, or one of sojourn.web.public-paths");
        assertThat(config.with("sojourn.web.public-paths", "/other, *.html").problems())
                .isEmpty();
    }

    @Test
    void login_page_is_not_blamed_for_wrong_paths() {
        assertThat(TestConfig.of(
                                "sojourn.web.login-page",
                                "/login",
                                "sojourn.web.protected-paths",
                                "/*",
                                "sojourn.web.public-paths",
                                "login")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("sojourn.web.public-paths = login: ");
    }

    @Test
    void trust_in_every_address_gives_a_warning() {
        TestConfig config = TestConfig.of("sojourn.web.trusted-proxies", "0.0.0.0/0, 10.0.0.0/8");

        assertThat(config.load().web().trustedProxies()).hasSize(2);
        assertThat(config.warnings)
                .containsExactly("sojourn.web.trusted-proxies trusts every address (0.0.0.0/0):"
                        + " any client can then claim any address");
    }

    @Test
    void everything_of_the_web_is_read() {
        Settings settings = TestConfig.of(
                        "sojourn.web.address-header", "x-forwarded-for",
                        "sojourn.web.enforce-https", "true",
                        "sojourn.web.clear-site-data", "true",
                        "sojourn.session.passive-paths", "/poll/*",
                        "sojourn.session.passive-header", "X-Quiet",
                        "sojourn.csrf.enabled", "false",
                        "sojourn.csrf.exempt-paths", "/hook",
                        "sojourn.csrf.form-field", "token",
                        "sojourn.csrf.token-bytes", "16",
                        "sojourn.rest.enabled", "true",
                        "sojourn.rest.readable-attributes", "ui.*",
                        "sojourn.rest.writable-attributes", "ui.theme",
                        "sojourn.rest.admin-attribute-values", "true")
                .load();

        WebSettings web = settings.web();
        assertThat(web.addressHeader()).isEqualTo(AddressHeader.X_FORWARDED_FOR);
        assertThat(web.enforceHttps()).isTrue();
        assertThat(web.clearSiteData()).isTrue();
        assertThat(web.passivePaths()).containsExactly(new PathPattern("/poll/*"));
        assertThat(web.passiveHeader()).isEqualTo("X-Quiet");
        assertThat(settings.csrf().enabled()).isFalse();
        assertThat(settings.csrf().exemptPaths()).containsExactly(new PathPattern("/hook"));
        assertThat(settings.csrf().formField()).isEqualTo("token");
        assertThat(settings.session().csrfBytes()).isEqualTo(16);
        assertThat(settings.rest().enabled()).isTrue();
        assertThat(settings.rest().readableAttributes()).containsExactly("ui.*");
        assertThat(settings.rest().writableAttributes()).containsExactly("ui.theme");
        assertThat(settings.rest().adminAttributeValues()).isTrue();
    }

    @Test
    void clearing_the_sites_data_gives_a_warning_while_devices_are_known() {
        TestConfig config = TestConfig.of("sojourn.web.clear-site-data", "true");
        config.load();
        TestConfig without =
                TestConfig.of("sojourn.web.clear-site-data", "true", "sojourn.login.known-devices", "false");
        without.load();

        assertThat(config.warnings)
                .containsExactly("sojourn.web.clear-site-data is true: who signs out is no longer on a known device"
                        + " (sojourn.login.known-devices)");
        assertThat(without.warnings).isEmpty();
    }
}
