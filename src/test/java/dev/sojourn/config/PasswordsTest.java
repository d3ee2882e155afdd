package dev.sojourn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sojourn.config.ConfigurationException.Problem;
import dev.sojourn.config.UserSettings.Account;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PasswordsTest {

    private static final String SALT = "AAAAAAAAAAAAAAAAAAAAAA==";
    private static final String HASH = "//////////////////////////////////////////8=";

    static final List<String> GOOD = List.of(
            "PBKDF2WithHmacSHA224:1024:" + SALT + ":" + HASH,
            "PBKDF2WithHmacSHA256:600000:" + SALT + ":" + HASH,
            "PBKDF2WithHmacSHA384:2048:" + SALT + ":" + HASH,
            "PBKDF2WithHmacSHA512:99999999:" + SALT + ":" + HASH);

    /** The last ones are only bad outside the profile dev. */
    static final List<String> BAD = List.of(
            "hunter2",
            "PBKDF2WithHmacSHA1:600000:" + SALT + ":" + HASH,
            "pbkdf2withhmacsha256:600000:" + SALT + ":" + HASH,
            "PBKDF2WithHmacSHA256:1023:" + SALT + ":" + HASH,
            "PBKDF2WithHmacSHA256:100000000:" + SALT + ":" + HASH,
            "PBKDF2WithHmacSHA256:many:" + SALT + ":" + HASH,
            "PBKDF2WithHmacSHA256:600000:c2FsdA==:" + HASH,
            "PBKDF2WithHmacSHA256:600000:" + SALT + ":aGFzaA==",
            "PBKDF2WithHmacSHA256:600000:" + SALT + ":?" + HASH,
            "PBKDF2WithHmacSHA256:600000:" + SALT,
            "PBKDF2WithHmacSHA256:600000:" + SALT + ":" + HASH + ":",
            "PBKDF2WithHmacSHA256:600000:" + SALT + ":" + HASH + " ",
            "plain:",
            "plain:" + "x".repeat(1024),
            "plain:hunter2",
            "plain: ");

    @ParameterizedTest
    @FieldSource("BAD")
    void refused_password_is_not_shown(String password) {
        TestConfig config = TestConfig.of("sojourn.users", "anna", "sojourn.users.anna.password", password);

        assertThat(config.problems())
                .singleElement()
                .asString()
                .startsWith("sojourn.users.anna.password = ***: ")
                .doesNotContain("hunter2")
                .doesNotContain(SALT);
    }

    @Test
    void problem_itself_does_not_hold_the_password() {
        TestConfig config = TestConfig.of("sojourn.users", "anna", "sojourn.users.anna.password", "hunter2");

        assertThatThrownBy(config::load)
                .hasMessageNotContaining("hunter2")
                .asInstanceOf(type(ConfigurationException.class))
                .satisfies(
                        e -> assertThat(e.problems()).extracting(Problem::value).containsExactly("***"));
    }

    @Test
    void plain_password_is_taken_as_it_stands_in_dev() {
        TestConfig config = TestConfig.of("sojourn.users", "anna", "sojourn.users.anna.password", "plain: two words ")
                .profiles("dev");

        assertThat(config.load().users().accounts()).containsEntry("anna", new Account("plain: two words ", Set.of()));
    }

    @Test
    void account_without_password_has_none() {
        UserSettings users = TestConfig.of("sojourn.users", "admin,anna").load().users();

        assertThat(users.accounts())
                .containsOnlyKeys("admin", "anna")
                .containsEntry("admin", new Account(null, Set.of("sojourn-admin")))
                .containsEntry("anna", new Account(null, Set.of()));
    }

    @Test
    void roles_of_admin_can_be_others() {
        UserSettings users = TestConfig.of("sojourn.users", "admin", "sojourn.users.admin.roles", "clerk, clerk, boss")
                .load()
                .users();

        assertThat(users.accounts()).containsEntry("admin", new Account(null, Set.of("clerk", "boss")));
    }

    @Test
    void account_is_configured_by_environment_variables() {
        UserSettings users = TestConfig.of("sojourn.users", "Anna-Lee")
                .environment("SOJOURN_USERS_ANNA_LEE_PASSWORD", GOOD.get(0))
                .load()
                .users();

        assertThat(users.accounts()).containsEntry("Anna-Lee", new Account(GOOD.get(0), Set.of()));
    }
}
