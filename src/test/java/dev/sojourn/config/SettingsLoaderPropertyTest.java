package dev.sojourn.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No text that a key or a name can have leads to anything but settings or a {@link ConfigurationException}. */
class SettingsLoaderPropertyTest {

    @Property
    void any_text_of_any_key_is_settings_or_a_problem_of_that_key(
            @ForAll("keys") String key, @ForAll("texts") String text) {
        assertThat(TestConfig.of("sojourn.users", "anna").with(key, text).problems())
                .allSatisfy(problem -> assertThat(problem).contains("sojourn.").doesNotContain("\n"));
    }

    @Property
    void any_three_keys_together_are_settings_or_problems(
            @ForAll("keys") String first,
            @ForAll("texts") String one,
            @ForAll("keys") String second,
            @ForAll("texts") String two,
            @ForAll("keys") String third,
            @ForAll("texts") String three) {
        TestConfig config = TestConfig.of("sojourn.users", "anna", first, one)
                .with(second, two)
                .with(third, three);

        assertThat(config.problems()).doesNotHaveDuplicates();
    }

    @Property
    void any_other_name_is_one_problem(@ForAll String name) {
        TestConfig config = TestConfig.of("sojourn.zz" + name, "x");

        assertThat(config.problems()).hasSize(1);
    }

    @Property
    void secret_is_never_shown(@ForAll("texts") String text) {
        String secret = "s3cr3t" + text + "s3cr3t";

        assertThat(TestConfig.of(
                                "sojourn.users",
                                "anna",
                                "sojourn.users.anna.password",
                                secret,
                                "sojourn.pasword",
                                secret)
                        .problems())
                .isNotEmpty()
                .noneMatch(problem -> problem.contains("s3cr3t"));
    }

    @Provide
    Arbitrary<String> keys() {
        List<String> names = Keys.all().stream()
                .map(key -> key.name().replace("NAME", "anna"))
                .toList();
        return Arbitraries.of(names);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> known = Arbitraries.of(KeysTest.rows()
                .flatMap(row -> List.of(row.good(), row.bad()).stream())
                .flatMap(List::stream)
                .toList());
        Arbitrary<String> pieces = Arbitraries.of(
                        "${", "}", "%", "\\", ",", "/", "*", ":", ".", "PT", "P", "9", "-", "__Host-", "plain:",
                        "\u0000", "ß", "\ud800", " ")
                .list()
                .ofMaxSize(8)
                .map(list -> String.join("", list));
        return Arbitraries.oneOf(known, pieces, Arbitraries.strings().ofMaxLength(40));
    }
}
