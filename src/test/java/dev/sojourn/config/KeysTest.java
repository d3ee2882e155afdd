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

    private static final List<String> REACTIONS = List.of("ignore", "report", "end", "End");
    private static final List<String> NOT_REACTIONS = List.of("off", "true", "block", "report,end");
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

    private static final List<String> HOSTS =
            List.of("localhost", "redis-1.example.org", "my_redis", "10.0.0.1", "::1");
    private static final List<String> NOT_HOSTS = List.of("a:1", "http://a", "a b", "[::1]", "a/b", "user@a");
    private static final List<String> PORTS = List.of("1", "65535");
    private static final List<String> NOT_PORTS = List.of("0", "65536", "-1", "http", "6379 6380");
    private static final List<String> TIMEOUTS = List.of("10ms", "PT2S", "1m");
    private static final List<String> NOT_TIMEOUTS = List.of("9ms", "61s", "off", "2");
    private static final List<String> NODES = List.of("a:1", "a:1, b:65535", "[::1]:6379, 10.0.0.1:6379");
    private static final List<String> NOT_NODES = List.of("a", "a:0", "a:65536", "::1:6379", "a b:1", "http://a:1");
    private static final List<String> FILES = List.of("/etc/tls/ca.pem", "ca.pem", "C:\\ca.pem", "my ca.pem");
    private static final List<String> NOT_FILES = List.of("a\u0000b", "a\nb", "x".repeat(4097));
    private static final List<String> NOT_SECRETS = List.of("a\nb", "x".repeat(8193));

    /** Values of a key. */
    record Row(String key, List<String> good, List<String> bad) {}

    static Stream<Row> rows() {
        return Stream.of(
                row("application", List.of("shop", "/shop", "Ünïcode shop"), NOT_LINES),
                row("trusted-applications", List.of("/a", "/a, /b", "a\\,b"), List.of("/a, b\u0007")),
                row(
                        "storage",
                        List.of("memory", "Memory", "jcache", "redis", "memcached", "database", "custom"),
                        List.of("cookies", "none", "mongodb", "redis,database")),
                row("fallback", List.of("none", "redis", "jcache", "Database", "custom"), List.of("off", "floppy")),
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
                row("login.known-devices", TRUE_FALSE, NOT_BOOLEAN),
                row("login.device-memory", List.of("1s", "P400D"), List.of("999ms", "off", "0s")),
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
                row("security.mechanism", TRUE_FALSE, NOT_BOOLEAN),
                row("hijack.address", REACTIONS, NOT_REACTIONS),
                row(
                        "hijack.address-prefix",
                        List.of("exact", "Exact", "1", "24", "32", "24,48", "24, 64", "32,128", "1,1"),
                        List.of(
                                "0",
                                "33",
                                "64",
                                "24,0",
                                "24,129",
                                "24,",
                                ",48",
                                "24/48",
                                "24,48,56",
                                "-1",
                                "/24",
                                "off")),
                row("hijack.user-agent", REACTIONS, NOT_REACTIONS),
                row("privacy.address", List.of("full", "Full"), List.of("none", "masked", "off", "true", "partial")),
                row("memory.max-sessions", List.of("1", "100000000"), List.of("0", "100000001", "off", "1e6")),
                row(
                        "jcache.provider",
                        List.of("org.example.Provider", "Provider"),
                        List.of("org example", "org..example", "1.2")),
                row(
                        "jcache.config-uri",
                        List.of("infinispan.xml", "file:/etc/infinispan.xml", "/etc/my cache.xml", "C:\\cache.xml"),
                        List.of("a\u0000b", "x".repeat(4097))),
                row(
                        "redis.url",
                        List.of(
                                "redis://localhost",
                                "rediss://user:p%40ss@redis.example:6380/3",
                                "redis://:secret@[::1]:6379"),
                        List.of(
                                "http://localhost",
                                "localhost:6379",
                                "redis://",
                                "redis://h:0",
                                "redis://h:99999",
                                "redis://user@h",
                                "redis://h/x",
                                "redis://h?a=b",
                                "redis://a b")),
                row("redis.host", HOSTS, NOT_HOSTS),
                row("redis.port", PORTS, NOT_PORTS),
                row("redis.database", List.of("0", "15"), List.of("-1", "1000001", "a")),
                row("redis.username", List.of("app", "ünï"), NOT_LINES),
                row("redis.password", List.of("s3cret", " with blanks "), NOT_SECRETS),
                row("redis.pool-size", List.of("1", "10000"), List.of("0", "10001")),
                row("redis.timeout", TIMEOUTS, NOT_TIMEOUTS),
                row("redis.connect-timeout", TIMEOUTS, NOT_TIMEOUTS),
                row("redis.sentinels", NODES, NOT_NODES),
                row("redis.sentinel-master", List.of("mymaster"), NOT_LINES),
                row("redis.sentinel-username", List.of("app"), NOT_LINES),
                row("redis.sentinel-password", List.of("s3cret"), NOT_SECRETS),
                row("redis.cluster-nodes", NODES, NOT_NODES),
                row("redis.tls", TRUE_FALSE, NOT_BOOLEAN),
                row("redis.tls.trust-certificates", FILES, NOT_FILES),
                row("redis.tls.trust-store", FILES, NOT_FILES),
                row("redis.tls.trust-store-password", List.of("changeit"), NOT_SECRETS),
                row("redis.tls.certificate", FILES, NOT_FILES),
                row("redis.tls.key", FILES, NOT_FILES),
                row("redis.tls.check-host", TRUE_FALSE, NOT_BOOLEAN),
                row(
                        "memcached.servers",
                        plus(NODES, "cache1", "cache1, cache2:11212"),
                        List.of("a:0", "a:70000", "a, a", "a:11211, a", "::1", "a b", "[::1", "http://a", "a]")),
                row("memcached.host", HOSTS, NOT_HOSTS),
                row("memcached.port", PORTS, NOT_PORTS),
                row("memcached.username", List.of("app"), NOT_LINES),
                row("memcached.password", List.of("s3cret"), NOT_SECRETS),
                row("memcached.pool-size", List.of("1", "100"), List.of("0", "101")),
                row("memcached.timeout", TIMEOUTS, NOT_TIMEOUTS),
                row(
                        "database.datasource",
                        List.of("java:comp/DefaultDataSource", "jdbc/sessions", "java:/ExampleDS"),
                        plus(NOT_LINES, "ldap://evil.example/a", "java:ldap://evil.example", "rmi:a", "a b")),
                row(
                        "database.url",
                        List.of(
                                "jdbc:postgresql://db.example/sessions?user=a&password=b",
                                "jdbc:mariadb://db/sessions",
                                "jdbc:mariadb://db/sessions?user=a&password=p@ss/w@rd",
                                "jdbc:h2:mem:a;DB_CLOSE_DELAY=-1"),
                        List.of(
                                "jdbc:oracle:thin:@db",
                                "postgresql://db",
                                "jdbc:h2:",
                                "jdbc:h2:mem\u0000",
                                "jdbc:postgresql://app:s3cret@db/sessions",
                                "jdbc:mariadb://app:s3cret@db/sessions",
                                "jdbc:mariadb:sequential://app:s3cret@db/sessions")),
                row("database.username", List.of("app"), NOT_LINES),
                row("database.password", List.of("s3cret"), NOT_SECRETS),
                row("database.pool-size", List.of("1", "1000"), List.of("0", "1001")),
                row("database.timeout", List.of("10ms", "10m"), List.of("9ms", "601s", "off")),
                row("database.schema", List.of("create", "Update", "validate", "none"), List.of("drop", "off")),
                row("hybrid.front", List.of("redis", "memcached", "jcache"), List.of("memory", "database", "none")),
                row("cookie-storage.keys", List.of("a:" + "A".repeat(43) + "="), List.of("a:b", "A".repeat(43) + "=")),
                row(
                        "cookie-storage.revocation",
                        List.of("memory", "jcache", "redis", "memcached", "database", "custom", "none"),
                        List.of("cookie", "hybrid", "off")),
                row(
                        "encryption.keys",
                        List.of(
                                "a:" + "A".repeat(43) + "=",
                                "new:" + "B".repeat(42) + "A=, old:" + "A".repeat(43) + "="),
                        List.of("a:b", "A".repeat(43) + "=", "a:" + "A".repeat(43) + "=,a:" + "B".repeat(42) + "A=")),
                row("audit.retention", List.of("1s", "P365D", "off"), List.of("0s", "999ms", "never")),
                row("rest.enabled", TRUE_FALSE, NOT_BOOLEAN),
                row("rest.readable-attributes", ATTRIBUTES, NOT_ATTRIBUTES),
                row("rest.writable-attributes", ATTRIBUTES, NOT_ATTRIBUTES),
                row("rest.admin-attribute-values", TRUE_FALSE, NOT_BOOLEAN),
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
