package dev.sojourn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

    @ParameterizedTest
    @CsvSource({
        "/a,        /a,           true",
        "/a,        /a/,          false",
        "/a,        /A,           false",
        "/a,        /a/b,         false",
        "/,         /,            true",
        "/,         /a,           false",
        "/a/*,      /a,           true",
        "/a/*,      /a/,          true",
        "/a/*,      /a/b/c,       true",
        "/a/*,      /ab,          false",
        "/a/*,      /,            false",
        "/*,        /,            true",
        "/*,        '',           true",
        "/*,        /a/b.html,    true",
        "*.html,    /a/b.html,    true",
        "*.html,    /html,        false",
        "*.html,    /a.html/b,    false",
        "*.html,    /a.htmlx,     false",
        "/a b/ü,    /a b/ü,       true",
    })
    void pattern_matches_as_in_the_servlet_specification(String pattern, String path, boolean matches) {
        assertThat(new PathPattern(pattern).matches(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "*",
                "*.",
                "a/*",
                "/a*",
                "/a*b",
                "/*/a",
                "/*/*",
                "/**",
                "*.a/b",
                "*.*",
                "*html",
                "/a/*.html",
                "**.a"
            })
    void other_forms_are_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PathPattern(text));
        assertThat(PathPattern.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a?b",
                "/a#b",
                "/a;b",
                "/a%20b",
                "/a\\b",
                "//",
                "//a",
                "/a//b",
                "/a//*",
                "/.",
                "/..",
                "/../a",
                "/a/./b",
                "/a/..",
                "/a/../*",
                "/a\nb",
                "/a\u0000",
                "/a\u0085",
                "*.a;b"
            })
    void pattern_that_no_decoded_normalised_path_can_match_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PathPattern(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/*", "/a..b", "/...", "*.tar.gz"})
    void dots_in_a_name_are_fine(String text) {
        assertThat(PathPattern.parse(text)).contains(new PathPattern(text));
    }

    @Test
    void very_long_text_is_refused() {
        assertThat(PathPattern.parse("/" + "a".repeat(1023))).isPresent();
        assertThat(PathPattern.parse("/" + "a".repeat(1024))).isEmpty();
        assertThat(PathPattern.parse("/a".repeat(500_000))).isEmpty();
    }
}
