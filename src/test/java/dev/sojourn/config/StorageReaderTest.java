package dev.sojourn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.store.database.DatabaseOptions;
import dev.sojourn.store.database.SchemaMode;
import dev.sojourn.store.memcached.ServerAddress;
import dev.sojourn.store.redis.RedisLogin;
import dev.sojourn.store.redis.RedisNode;
import dev.sojourn.store.redis.RedisOptions;
import dev.sojourn.store.redis.RedisTls;
import dev.sojourn.store.redis.RedisTopology.Cluster;
import dev.sojourn.store.redis.RedisTopology.Sentinel;
import dev.sojourn.store.redis.RedisTopology.Standalone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the keys of storages depend on each other. */
class StorageReaderTest {

    @Test
    void redis_is_read_from_single_keys() {
        RedisOptions redis = redis(
                "host", "redis.example",
                "port", "6380",
                "database", "3",
                "username", "app",
                "password", " s3cret ",
                "pool-size", "7",
                "timeout", "1s",
                "connect-timeout", "500ms");

        assertThat(redis)
                .isEqualTo(RedisOptions.defaults()
                        .withTopology(new Standalone(new RedisNode("redis.example", 6380)))
                        .withDatabase(3)
                        .withLogin(new RedisLogin("app", " s3cret "))
                        .withPoolSize(7)
                        .withTimeouts(Duration.ofSeconds(1), Duration.ofMillis(500)));
    }

    @Test
    void redis_url_wins_and_says_what_has_no_effect() {
        TestConfig config = TestConfig.of(
                "sojourn.storage", "redis",
                "sojourn.prefix", "shop:",
                "sojourn.redis.url", "rediss://app:s3cret@redis.example/2",
                "sojourn.redis.host", "other.example",
                "sojourn.redis.database", "5",
                "sojourn.redis.pool-size", "3");

        RedisOptions redis = config.load().storage().redis();

        assertThat(redis)
                .isEqualTo(RedisOptions.defaults()
                        .withTopology(new Standalone(new RedisNode("redis.example", 6379)))
                        .withDatabase(2)
                        .withLogin(new RedisLogin("app", "s3cret"))
                        .withTls(RedisTls.DEFAULT)
                        .withPrefix("shop:")
                        .withPoolSize(3));
        assertThat(config.warnings)
                .containsExactly(
                        "sojourn.redis.host has no effect: sojourn.redis.url is set",
                        "sojourn.redis.database has no effect: sojourn.redis.url is set");
    }

    @Test
    void redis_sentinels_and_cluster_nodes_lead_to_the_servers() {
        assertThat(redis("sentinels", "a:26379, b:26379", "sentinel-master", "main", "sentinel-password", "p")
                        .topology())
                .isEqualTo(new Sentinel(
                        "main",
                        List.of(new RedisNode("a", 26379), new RedisNode("b", 26379)),
                        new RedisLogin(null, "p")));
        assertThat(redis("cluster-nodes", "[::1]:7000,b:7001").topology())
                .isEqualTo(new Cluster(List.of(new RedisNode("::1", 7000), new RedisNode("b", 7001))));
    }

    @Test
    void redis_tls_has_its_files() {
        assertThat(redis(
                                "tls", "true",
                                "tls.trust-certificates", "ca.pem",
                                "tls.certificate", "me.pem",
                                "tls.key", "me.key")
                        .tls())
                .isEqualTo(new RedisTls(Path.of("ca.pem"), null, null, Path.of("me.pem"), Path.of("me.key"), true));
        assertThat(redis("tls", "false").tls()).isNull();
    }

    static Stream<List<String>> contradictions() {
        return Stream.of(
                List.of("redis.sentinel-master", "sentinels", "a:1"),
                List.of("redis.sentinels", "url", "redis://h", "sentinels", "a:1", "sentinel-master", "m"),
                List.of("redis.cluster-nodes", "sentinels", "a:1", "sentinel-master", "m", "cluster-nodes", "a:1"),
                List.of("redis.cluster-nodes", "url", "redis://h", "cluster-nodes", "a:1"),
                List.of("redis.sentinel-master", "sentinel-master", "m"),
                List.of("redis.sentinel-password", "sentinel-password", "s3cret"),
                List.of("redis.database", "cluster-nodes", "a:1", "database", "1"),
                List.of("redis.password", "username", "app"),
                List.of("redis.tls", "url", "rediss://h", "tls", "false"),
                List.of("redis.tls.trust-certificates", "tls.trust-certificates", "ca.pem"),
                List.of("redis.tls.check-host", "tls.check-host", "false"),
                List.of("redis.tls.trust-store", "tls", "true", "tls.trust-store", "a", "tls.trust-certificates", "b"),
                List.of("redis.tls.key", "tls", "true", "tls.certificate", "a"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void redis_contradiction_is_a_mistake_when_redis_is_used(List<String> row) {
        String[] keysAndValues = row.subList(1, row.size()).toArray(String[]::new);

        assertThat(redisConfig("redis", keysAndValues).problems())
                .anySatisfy(problem -> assertThat(problem).startsWith("sojourn." + row.get(0)))
                .allSatisfy(problem -> assertThat(problem).doesNotContain("s3cret"));
        assertThat(redisConfig("memory", keysAndValues).problems()).isEmpty();
        assertThat(redisConfig("memory", keysAndValues)
                        .with("sojourn.fallback", "redis")
                        .problems())
                .isNotEmpty();
        assertThat(redisConfig("hybrid", keysAndValues)
                        .with("sojourn.database.url", "jdbc:h2:mem:a")
                        .problems())
                .isNotEmpty();
    }

    @Test
    void redis_host_unchecked_is_warned_of() {
        TestConfig config = redisConfig("redis", "tls", "true", "tls.check-host", "false");

        assertThat(config.load().storage().redis().tls().checkHost()).isFalse();
        assertThat(config.warnings).singleElement().asString().startsWith("sojourn.redis.tls.check-host is false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sojourn.redis.url=http://app:s3cret@h",
                "sojourn.redis.url=redis://app:s3cret@h:99999",
                "sojourn.database.url=jdbc:oracle:thin:app/s3cret@h",
                "sojourn.redis.password=s3cret\u0000",
                "sojourn.encryption.keys=a:s3cret",
            })
    void secret_is_not_shown_when_it_is_wrong(String line) {
        String[] parts = line.split("=", 2);

        assertThat(TestConfig.of(parts).problems())
                .singleElement()
                .asString()
                .startsWith(parts[0] + " = ***: ")
                .doesNotContain("s3cret");
    }

    @Test
    void settings_show_no_secret_of_a_storage() {
        assertThat(TestConfig.of(
                                "sojourn.redis.url", "redis://app:s3cret@h",
                                "sojourn.memcached.username", "app",
                                "sojourn.memcached.password", "s3cret",
                                "sojourn.database.url", "jdbc:postgresql://h/d?password=s3cret",
                                "sojourn.database.password", "s3cret",
                                "sojourn.encryption.keys", "a:s3cret" + "A".repeat(37) + "=")
                        .load()
                        .toString())
                .doesNotContain("s3cret");
    }

    @Test
    void memcached_servers_win_over_host_and_port() {
        TestConfig config = TestConfig.of(
                "sojourn.storage", "memcached",
                "sojourn.memcached.servers", "a, b:11212",
                "sojourn.memcached.port", "1");

        assertThat(config.load().storage().memcached().servers())
                .containsExactly(new ServerAddress("a", 11211), new ServerAddress("b", 11212));
        assertThat(config.warnings)
                .containsExactly("sojourn.memcached.port has no effect: sojourn.memcached.servers is set");
    }

    @Test
    void memcached_user_and_password_come_together() {
        assertThat(TestConfig.of("sojourn.storage", "memcached", "sojourn.memcached.username", "app")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("sojourn.memcached.password: required with sojourn.memcached.username");
        assertThat(TestConfig.of("sojourn.storage", "memcached", "sojourn.memcached.password", "s3cret")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("sojourn.memcached.username: required with sojourn.memcached.password");
    }

    @Test
    void database_url_wins_over_the_data_source() {
        TestConfig config = TestConfig.of(
                "sojourn.storage", "database",
                "sojourn.database.url", "jdbc:h2:mem:a",
                "sojourn.database.username", "app",
                "sojourn.database.datasource", "jdbc/sessions");

        assertThat(config.load().storage().database())
                .isEqualTo(new DatabaseSettings(
                        new DatabaseOptions.Url("jdbc:h2:mem:a", "app", null),
                        "jdbc/sessions",
                        10,
                        Duration.ofSeconds(5),
                        SchemaMode.VALIDATE));
        assertThat(config.warnings)
                .containsExactly("sojourn.database.datasource has no effect: sojourn.database.url is set");
    }

    @Test
    void database_user_without_url_is_a_mistake() {
        assertThat(TestConfig.of("sojourn.storage", "database", "sojourn.database.username", "app")
                        .problems())
                .containsExactly("sojourn.database.username = app: nothing without sojourn.database.url");
    }

    @Test
    void schema_is_created_in_dev_and_checked_elsewhere() {
        assertThat(TestConfig.of().profiles("dev").load().storage().database().schema())
                .isEqualTo(SchemaMode.CREATE);
        assertThat(TestConfig.of("sojourn.database.schema", "Update")
                        .load()
                        .storage()
                        .database()
                        .schema())
                .isEqualTo(SchemaMode.UPDATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "${not.there:}"})
    void encryption_keys_that_came_to_nothing_do_not_switch_encryption_off(String value) {
        assertThat(TestConfig.of("sojourn.encryption.keys", value).problems())
                .singleElement()
                .asString()
                .startsWith("sojourn.encryption.keys = ***: not empty");
    }

    @Test
    void hybrid_needs_a_database_that_somebody_chose() {
        assertThat(TestConfig.of("sojourn.storage", "hybrid").problems())
                .containsExactly("sojourn.database.url: this or sojourn.database.datasource is required with the"
                        + " storage hybrid");
        assertThat(TestConfig.of("sojourn.fallback", "hybrid").problems()).hasSize(1);
        assertThat(TestConfig.of("sojourn.storage", "hybrid", "sojourn.database.datasource", "jdbc/a")
                        .problems())
                .isEmpty();
        assertThat(new SettingsLoader()
                        .load(TestConfig.of("sojourn.storage", "hybrid").build(), "/shop", true)
                        .storage()
                        .hybridFront())
                .isEqualTo("redis");
    }

    @Test
    void fallback_is_another_storage() {
        assertThat(TestConfig.of("sojourn.fallback", "memory").problems())
                .containsExactly("sojourn.fallback = memory: another storage than sojourn.storage, or none");
        assertThat(TestConfig.of("sojourn.storage", "redis", "sojourn.fallback", "memory")
                        .load()
                        .storage()
                        .fallback())
                .isEqualTo("memory");
        assertThat(TestConfig.of("sojourn.fallback", "none").load().storage().fallback())
                .isNull();
    }

    @Test
    void history_is_kept_for_ever_when_that_is_off() {
        assertThat(TestConfig.of("sojourn.audit.retention", "off")
                        .load()
                        .storage()
                        .auditRetention())
                .isNull();
    }

    private static RedisOptions redis(String... keysAndValues) {
        return redisConfig("redis", keysAndValues).load().storage().redis();
    }

    private static TestConfig redisConfig(String storage, String... keysAndValues) {
        TestConfig config = TestConfig.of("sojourn.storage", storage);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            config.with("sojourn.redis." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return config;
    }

    @Test
    void cookie_needsItsKeysARevocationAndAnAbsoluteTimeout_allToldAtOnce() {
        assertThatThrownBy(() -> TestConfig.of(
                                "sojourn.storage", "cookie",
                                "sojourn.session.absolute-timeout", "off")
                        .load())
                .hasMessageContaining("sojourn.cookie-storage.keys: required with the storage cookie")
                .hasMessageContaining("sojourn.cookie-storage.revocation: required with the storage cookie")
                .hasMessageContaining("sojourn.session.absolute-timeout = off: a positive duration");
        assertThatThrownBy(() -> TestConfig.of(
                                "sojourn.storage", "cookie",
                                "sojourn.cookie-storage.keys", "k1:" + "A".repeat(43) + "=,k2:short",
                                "sojourn.cookie-storage.revocation", "cookie")
                        .load())
                .hasMessageContaining(
                        "sojourn.cookie-storage.keys = ***: entry 2 is wrong; allowed is a list of ID:BASE64")
                .hasMessageContaining("sojourn.cookie-storage.revocation = cookie")
                .hasMessageNotContaining("short");
    }

    @Test
    void cookie_isReadWithItsRevocation() {
        String key = "k1:" + "A".repeat(43) + "=";
        TestConfig config = TestConfig.of(
                "sojourn.storage", "cookie",
                "sojourn.cookie-storage.keys", key,
                "sojourn.cookie-storage.revocation", "redis");
        CookieStorageSettings cookie =
                Objects.requireNonNull(config.load().storage().cookie());
        assertThat(cookie.revocation()).isEqualTo("redis");
        assertThat(cookie.keys().keys()).hasSize(1);
        assertThat(cookie).hasToString("CookieStorageSettings[keys=EncryptionKeys[k1], revocation=redis]");
        TestConfig none = TestConfig.of(
                "sojourn.storage", "cookie",
                "sojourn.cookie-storage.keys", key,
                "sojourn.cookie-storage.revocation", "none");
        assertThat(Objects.requireNonNull(none.load().storage().cookie()).revocation())
                .isNull();
        assertThat(none.warnings).anyMatch(warning -> warning.contains("logout is up to the client"));
    }

    @Test
    void cookie_warnsOfKeysThatHaveNoEffect() {
        TestConfig config = TestConfig.of(
                "sojourn.storage", "cookie",
                "sojourn.cookie-storage.keys", "k1:" + "A".repeat(43) + "=",
                "sojourn.cookie-storage.revocation", "redis",
                "sojourn.session.max-per-principal", "3",
                "sojourn.session.max-bytes", "9000",
                "sojourn.session.max-anonymous", "5",
                "sojourn.session.retention", "1h");
        config.load();

        assertThat(config.warnings)
                .containsExactly(
                        "sojourn.session.max-per-principal has no effect with the storage cookie",
                        "sojourn.session.max-bytes has no effect with the storage cookie",
                        "sojourn.session.max-anonymous has no effect with the storage cookie",
                        "sojourn.session.retention has no effect with the storage cookie");
    }

    @Test
    void cookieWithoutRevocation_warnsThatHijackDetectionEndsNothing() {
        TestConfig config = TestConfig.of(
                "sojourn.storage", "cookie",
                "sojourn.cookie-storage.keys", "k1:" + "A".repeat(43) + "=",
                "sojourn.cookie-storage.revocation", "none",
                "sojourn.hijack.user-agent", "end");
        config.load();

        assertThat(config.warnings)
                .filteredOn(warning -> warning.startsWith("sojourn.hijack"))
                .containsExactly(
                        "sojourn.hijack.user-agent is end, which ends nothing with"
                                + " sojourn.cookie-storage.revocation=none: the other client is refused, and the session goes on");
    }

    @Test
    void cookie_doesNotShareAKeyWithEncryptionAtRest() {
        String secret = "A".repeat(43) + "=";
        assertThatThrownBy(() -> TestConfig.of(
                                "sojourn.storage",
                                "cookie",
                                "sojourn.cookie-storage.keys",
                                "k1:" + secret,
                                "sojourn.cookie-storage.revocation",
                                "memory",
                                "sojourn.encryption.keys",
                                "k2:" + secret)
                        .load())
                .hasMessageContaining("sojourn.cookie-storage.keys = ***: other keys than sojourn.encryption.keys")
                .hasMessageNotContaining(secret);
    }

    @Test
    void otherStorage_hasNoCookieSettings() {
        assertThat(TestConfig.of("sojourn.cookie-storage.revocation", "none")
                        .load()
                        .storage()
                        .cookie())
                .isNull();
    }
}
