package dev.sojourn.config;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key alone: what is allowed and what is not. How keys depend on each other is tested by reader. */
class KeysTest {

    private static final List<String> TRUE_FALSE = List.of("true", "false");
    private static final List<String> NOT_BOOLEAN = List.of("yes", "1", "TRUE", "on", "true,false");
    private static final List<String> POSITIVE =
            List.of("PT30M", "30m", "12h", "90s", "7d", "500ms", "PT0.5S", "P36500D");
    private static final List<String> NOT_POSITIVE = List.of(
            "0s", "PT0S", "-30m", "PT-1S", "30", "30 m", "30M", "m", "1h30m", "PT", "soon", "P36501D", "99999999999s");
    private static final List<String> PATHS = List.of("/a", "/a/*, *.html", "/*", ",/a,");
    private static final List<String> NOT_PATHS = List.of("a", "/a*", "/*/b", "/a, b", "*.", "/a/../b");
    private static final List<String> TOKENS = List.of("a", "X-Mine", "a!#$%&'*+.^_`|~b");
    private static final List<String> NOT_TOKENS =
            List.of("a b", "a;b", "a=b", "a\"b", "ä", "a/b", "a\tb", "x".repeat(129));
    private static final List<String> ATTRIBUTES = List.of("cart", "ui.*", "*", "cart, ui.*");
    private static final List<String> NOT_ATTRIBUTES = List.of("*.ui", "a*b", "a**", "x".repeat(256));
    private static final List<String> NOT_LINES = List.of("a\nb", "\u0000", "x".repeat(256));

    /** Values of a key. */
    record Row(String key, List<String> good, List<String> bad) {}

    static Stream<Row> rows() {
        return Stream.of(
                row("application", List.of("shop", "/shop", "Ünïcode shop"), NOT_LINES),
                row("trusted-applications", List.of("/a", "/a, /b", "a\\,b"), List.of("/a, b\u0007")),
                row("storage", List.of("memory", "Memory"), List.of("redis", "jcache", "hybrid", "none")),
                row("prefix", List.of("s:", "shop-1."), List.of("a b", "ä", "x".repeat(65), "a\nb")),
                row("session.idle-timeout", plus(POSITIVE, "off"), plus(NOT_POSITIVE, "OFF", "none", "false")),
                row("session.absolute-timeout", plus(POSITIVE, "off"), NOT_POSITIVE),
                row("session.touch-interval", List.of("0s", "PT0S", "1m", "3m"), List.of("-1s", "off", "1", "3m1s")),
                row(
                        "session.max-per-principal",
                        List.of("1", "10000", "off"),
                        List.of("0", "10001", "-1", "5.0", "+5", "٣")),
                row(
                        "session.max-bytes",
                        List.of("1024", "16777216"),
                        List.of("1023", "16777217", "64k", "99999999999")),
                row("session.cleanup-interval", List.of("1s", "PT15M"), List.of("999ms", "off", "0s")),
                row("session.retention", POSITIVE, plus(NOT_POSITIVE, "off")),
                row("session.renewal-interval", List.of("off", "31s", "1h"), List.of("30s", "0s", "never")),
                row("session.rotation-grace", POSITIVE, plus(NOT_POSITIVE, "off")),
                row("session.remember-me", List.of("1s", "P14D", "400d"), List.of("0s", "999ms", "off")),
                row("session.keep-at-login", ATTRIBUTES, NOT_ATTRIBUTES),
                row("session.max-anonymous", List.of("0", "1", "100000000"), List.of("-1", "100000001", "off")),
                row("session.passive-paths", PATHS, NOT_PATHS),
                row("session.passive-header", TOKENS, NOT_TOKENS),
                row("csrf.enabled", TRUE_FALSE, NOT_BOOLEAN),
                row("csrf.token-bytes", List.of("16", "64"), List.of("15", "65", "off", "thirty")),
                row("csrf.exempt-paths", PATHS, NOT_PATHS),
                row("csrf.form-field", TOKENS, NOT_TOKENS),
                row("login.max-attempts", List.of("1", "1000000", "off"), List.of("0", "1000001", "-5")),
                row("login.max-attempts-per-address", List.of("1", "1000000", "off"), List.of("0", "1000001")),
                row("login.window", List.of("1s", "15m"), List.of("999ms", "off", "0s")),
                row("login.when-unavailable", List.of("refuse", "allow", "Allow"), List.of("deny", "true")),
                row("cookie.name", TOKENS, NOT_TOKENS),
                row("cookie.csrf-name", TOKENS, NOT_TOKENS),
                row("cookie.secure", TRUE_FALSE, NOT_BOOLEAN),
                row(
                        "cookie.same-site",
                        List.of("Strict", "Lax", "None", "lax", "STRICT"),
                        List.of("off", "Loose", "Lax;")),
                row(
                        "cookie.path",
                        List.of("/", "/shop", "/a/b/"),
                        List.of("shop", "/a;b", "/a b", "/ä", "/a\nb", "/" + "x".repeat(256))),
                row(
                        "cookie.domain",
                        List.of("example.org", "localhost", "a-b.example", "xn--bcher-kva.example"),
                        List.of(
                                ".example.org",
                                "example.org.",
                                "example..org",
                                "example.org:8080",
                                "-a.example",
                                "a_b.example",
                                "192.0.2.1",
                                "::1",
                                "bücher.example",
                                "a;b",
                                "x".repeat(64) + ".org",
                                "a.".repeat(130) + "org")),
                row("cookie.max-age", List.of("1s", "P400D"), List.of("0s", "999ms", "off", "3600")),
                row("cookie.partitioned", TRUE_FALSE, NOT_BOOLEAN),
                row("web.protected-paths", PATHS, NOT_PATHS),
                row("web.public-paths", PATHS, NOT_PATHS),
                row(
                        "web.login-page",
                        List.of("/", "/login.html", "/a/b"),
                        List.of(
                                "login.html",
                                "//evil.example",
                                "https://evil.example/",
                                "/a?b",
                                "/a#b",
                                "/a\\b",
                                "/*",
                                "/a\nb")),
                row(
                        "web.trusted-proxies",
                        List.of("10.0.0.0/8", "::1", "192.0.2.1, fd00::/8", "::ffff:10.0.0.0/104"),
                        List.of(
                                "proxy.example",
                                "10.0.0.0/33",
                                "10.0.0/8",
                                "10.0.0.0/-1",
                                "::/129",
                                "::ffff:10.0.0.0/8",
                                "10.0.0.1:80",
                                "*")),
                row(
                        "web.address-header",
                        List.of("forwarded", "x-forwarded-for", "X-Forwarded-For"),
                        List.of("x-real-ip", "both")),
                row("web.enforce-https", TRUE_FALSE, NOT_BOOLEAN),
                row("web.clear-site-data", TRUE_FALSE, NOT_BOOLEAN),
                row("memory.max-sessions", List.of("1", "100000000"), List.of("0", "100000001", "off", "1e6")),
                row("rest.enabled", TRUE_FALSE, NOT_BOOLEAN),
                row("rest.readable-attributes", ATTRIBUTES, NOT_ATTRIBUTES),
                row("rest.writable-attributes", ATTRIBUTES, NOT_ATTRIBUTES),
                row("users", List.of("admin", "anna, ben", "anna lee"), List.of("a\u0001", "anna, anna")),
                row("users.NAME.password", PasswordsTest.GOOD, PasswordsTest.BAD),
                row("users.NAME.roles", List.of("clerk", "clerk, sojourn-admin"), List.of("a\u0001", "x".repeat(256))));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void good_value_is_accepted(Row row) {
        assertThat(row.good())
                .allSatisfy(
                        value -> assertThat(configured(row, value).problems()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void bad_value_is_one_problem_of_that_key(Row row) {
        assertThat(row.bad())
                .allSatisfy(value -> assertThat(configured(row, value).problems())
                        .singleElement()
                        .asString()
                        .startsWith(row.key().replace("NAME", "anna")));
    }

    @Test
    void every_key_has_a_row() {
        assertThat(rows().map(Row::key))
                .containsExactlyElementsOf(Keys.all().stream().map(Key::name).toList());
        assertThat(Keys.all().stream().map(Key::name).collect(toSet())).hasSameSizeAs(Keys.all());
    }

    private static TestConfig configured(Row row, String value) {
        TestConfig config = TestConfig.of(row.key().replace("NAME", "anna"), value);
        return row.key().contains("NAME") ? config.with("sojourn.users", "anna") : config;
    }

    private static Row row(String key, List<String> good, List<String> bad) {
        return new Row("sojourn." + key, good, bad);
    }

    private static List<String> plus(List<String> list, String... more) {
        return Stream.concat(list.stream(), Stream.of(more)).toList();
    }
}
