package dev.sojourn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sojourn.AddressPrivacy;
import dev.sojourn.Lifetime;
import dev.sojourn.config.ConfigurationException.Problem;
import dev.sojourn.config.UserSettings.Account;
import dev.sojourn.config.WebSettings.AddressHeader;
import dev.sojourn.engine.HijackPolicy;
import dev.sojourn.engine.LoginPolicy;
import dev.sojourn.engine.SessionPolicy;
import dev.sojourn.store.database.SchemaMode;
import dev.sojourn.store.jcache.JCacheOptions;
import dev.sojourn.store.memcached.MemcachedOptions;
import dev.sojourn.store.memcached.ServerAddress;
import dev.sojourn.store.redis.RedisOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsLoaderTest {

    @Test
    void nothing_configured_gives_the_defaults_of_the_contract() {
        TestConfig config = TestConfig.of();

        assertThat(config.load("/shop"))
                .isEqualTo(new Settings(
                        false,
                        new SessionPolicy(
                                "/shop",
                                Set.of(),
                                new Lifetime(Duration.ofMinutes(30), Duration.ofHours(12), false),
                                Duration.ofMinutes(1),
                                5,
                                65536,
                                Duration.ofMinutes(30),
                                Duration.ofSeconds(30),
                                null,
                                List.of(),
                                10_000,
                                32,
                                HijackPolicy.DEFAULT,
                                AddressPrivacy.FULL,
                                Duration.ofSeconds(5)),
                        new Lifetime(null, Duration.ofDays(14), true),
                        Duration.ofMinutes(15),
                        new LoginPolicy(
                                5, 20, Duration.ofMinutes(15), false, Duration.ofSeconds(5), Duration.ofDays(90)),
                        new StorageSettings(
                                "memory",
                                null,
                                "sojourn:",
                                100_000,
                                new JCacheOptions(null, null, "sojourn:"),
                                RedisOptions.defaults(),
                                new MemcachedOptions(
                                        List.of(new ServerAddress("localhost", 11211)),
                                        null,
                                        null,
                                        10,
                                        Duration.ofMillis(500),
                                        "sojourn:"),
                                new DatabaseSettings(
                                        null,
                                        "java:comp/DefaultDataSource",
                                        10,
                                        Duration.ofSeconds(5),
                                        SchemaMode.VALIDATE),
                                "redis",
                                null,
                                null,
                                Duration.ofDays(365)),
                        new CsrfSettings(true, List.of(), "_csrf"),
                        new CookieSettings(
                                "__Host-session_id", "__Host-csrf_token", true, "Lax", "/", null, null, false),
                        new WebSettings(
                                List.of(),
                                List.of(),
                                null,
                                List.of(),
                                AddressHeader.FORWARDED,
                                false,
                                false,
                                List.of(),
                                "X-Session-Passive"),
                        new RestSettings(false, List.of(), List.of(), false),
                        new UserSettings(Map.of())));
        assertThat(config.warnings).isEmpty();
    }

    @Test
    void root_context_names_the_application_slash() {
        assertThat(TestConfig.of().load("").session().application()).isEqualTo("/");
    }

    @Test
    void dev_among_the_profiles_allows_plain_http_without_a_warning() {
        TestConfig config = TestConfig.of().profiles("test", "dev");

        Settings settings = config.load();

        assertThat(settings.dev()).isTrue();
        assertThat(settings.cookie())
                .isEqualTo(new CookieSettings("session_id", "csrf_token", false, "Lax", "/", null, null, false));
        assertThat(config.warnings).isEmpty();
    }

    @Test
    void value_for_a_profile_counts_in_that_profile_only() {
        assertThat(TestConfig.of("%dev.sojourn.prefix", "dev:")
                        .profiles("dev")
                        .load()
                        .storage()
                        .prefix())
                .isEqualTo("dev:");
        assertThat(TestConfig.of("%dev.sojourn.prefix", "dev:").load().storage().prefix())
                .isEqualTo("sojourn:");
    }

    @Test
    void environment_variable_overrides_a_file() {
        Settings settings = TestConfig.of("sojourn.cookie.same-site", "None")
                .environment("SOJOURN_COOKIE_SAME_SITE", "Strict")
                .load();

        assertThat(settings.cookie().sameSite()).isEqualTo("Strict");
    }

    @Test
    void blanks_around_a_value_and_an_empty_value_do_not_count() {
        Settings settings = TestConfig.of(
                        "sojourn.session.max-bytes", " 2048 ", "sojourn.cookie.path", "", "sojourn.prefix", "  ")
                .load();

        assertThat(settings.session().maxBytes()).isEqualTo(2048);
        assertThat(settings.cookie().path()).isEqualTo("/");
        assertThat(settings.storage().prefix()).isEqualTo("sojourn:");
    }

    @Test
    void every_mistake_is_reported_at_once_and_unknown_keys_last() {
        TestConfig config = TestConfig.of(
                "sojourn.sesion.idle-timeout", "PT1H",
                "sojourn.users", "eve",
                "sojourn.users.eve.password", "hunter2",
                "sojourn.session.max-per-principal", "many",
                "sojourn.storage", "floppy",
                "sojourn.cookie.same-site", "None",
                "sojourn.cookie.secure", "false");

        assertThatThrownBy(config::load)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Sojourn is configured wrongly (5), nothing was started:\n")
                .hasMessageContaining(
                        "\n  sojourn.storage = floppy: memory, jcache, redis, memcached, database, hybrid, cookie, custom\n")
                .hasMessageContaining("\n  sojourn.session.max-per-principal = many: 1 to 10000, or off\n")
                .asInstanceOf(type(ConfigurationException.class))
                .extracting(ConfigurationException::problems)
                .satisfies(problems -> assertThat(problems)
                        .extracting(Problem::key)
                        .containsExactly(
                                "sojourn.storage",
                                "sojourn.session.max-per-principal",
                                "sojourn.cookie.same-site",
                                "sojourn.users.eve.password",
                                "sojourn.sesion.idle-timeout"));
    }

    @Test
    void unresolved_expression_is_a_mistake_and_not_the_default() {
        assertThat(TestConfig.of("sojourn.web.protected-paths", "${not.there}").problems())
                .singleElement()
                .asString()
                .startsWith("sojourn.web.protected-paths = ${…}: an expression that can be resolved");
        assertThat(TestConfig.of("sojourn.prefix", "${sojourn.prefix}").problems())
                .hasSize(1);
        assertThat(TestConfig.of("sojourn.prefix", "${not.there:other:}")
                        .load()
                        .storage()
                        .prefix())
                .isEqualTo("other:");
        assertThat(TestConfig.of("sojourn.prefix", "${not.there:}").problems()).isEmpty();
    }

    @Test
    void hostile_value_stays_on_one_short_line() {
        assertThat(TestConfig.of("sojourn.storage", "a\nERROR all is lost\u202e" + "x".repeat(10_000))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("sojourn.storage = a\\u000aERROR all is lost\\u202exxx")
                .hasSizeLessThan(250);
    }

    @Test
    void settings_do_not_show_passwords() {
        Settings settings = TestConfig.of("sojourn.users", "admin", "sojourn.users.admin.password", "plain:open sesame")
                .profiles("dev")
                .load();

        assertThat(settings.users().accounts())
                .containsExactly(Map.entry("admin", new Account("plain:open sesame", Set.of("sojourn-admin"))));
        assertThat(settings.toString()).doesNotContain("sesame");
    }
}
