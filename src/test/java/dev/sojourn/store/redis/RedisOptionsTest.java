package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sojourn.store.redis.RedisTopology.Cluster;
import dev.sojourn.store.redis.RedisTopology.Sentinel;
import dev.sojourn.store.redis.RedisTopology.Standalone;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisOptionsTest {

    private static final RedisOptions DEFAULTS = RedisOptions.defaults();

    @Test
    void url_says_host_port_user_password_database_and_tls() {
        RedisOptions options = RedisOptions.ofUrl("rediss://app:p%40ss+word@cache.example:6380/3");
        assertThat(options.topology()).isEqualTo(new Standalone(new RedisNode("cache.example", 6380)));
        assertThat(options.login()).isEqualTo(new RedisLogin("app", "p@ss+word"));
        assertThat(options.database()).isEqualTo(3);
        assertThat(options.tls()).isEqualTo(RedisTls.DEFAULT);
    }

    @Test
    void url_without_anything_is_the_default_port_without_login() {
        assertThat(RedisOptions.ofUrl("redis://localhost")).isEqualTo(DEFAULTS);
        assertThat(RedisOptions.ofUrl(" redis://localhost/ ")).isEqualTo(DEFAULTS);
        assertThat(RedisOptions.ofUrl("redis://:secret@[::1]:7000").topology())
                .isEqualTo(new Standalone(new RedisNode("::1", 7000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:6379",
                "http://localhost",
                "redis://",
                "redis://secret@localhost",
                "redis://:secret@local host",
                "redis://:secret@localhost:99999999",
                "redis://:secret@localhost/x",
                "redis://:secret@localhost/-1",
                "redis://:secret@localhost?database=3",
                "redis://:%secret@localhost"
            })
    void url_that_is_none_is_refused_without_being_repeated(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisOptions.ofUrl(url))
                .satisfies(e -> assertThat(String.valueOf(e) + e.getCause()).doesNotContain("secret"));
    }

    @Test
    void node_is_host_and_port() {
        assertThat(RedisNode.parse("cache-1.example:6379")).isEqualTo(new RedisNode("cache-1.example", 6379));
        assertThat(RedisNode.parse("[2001:db8::1]:6379")).hasToString("[2001:db8::1]:6379");
        for (String wrong : List.of("cache", "cache:", ":6379", "::1:6379", "a b:1", "cache:0", "cache:65536")) {
            assertThatIllegalArgumentException().isThrownBy(() -> RedisNode.parse(wrong));
        }
    }

    @Test
    void passwords_are_in_no_text() {
        RedisOptions options = DEFAULTS.withLogin(new RedisLogin("app", "hush"))
                .withTls(new RedisTls(null, Path.of("trust.p12"), "hush", null, null, true))
                .withTopology(new Sentinel("main", List.of(RedisNode.parse("s:26379")), new RedisLogin(null, "hush")));
        assertThat(options.toString()).contains("app", "trust.p12", "main").doesNotContain("hush");
    }

    @Test
    void options_out_of_range_are_refused_by_name() {
        refused("pool", () -> DEFAULTS.withPoolSize(0));
        refused("database", () -> DEFAULTS.withDatabase(-1));
        refused("timeout", () -> DEFAULTS.withTimeouts(Duration.ZERO, Duration.ofSeconds(1)));
        refused("connect timeout", () -> DEFAULTS.withTimeouts(Duration.ofSeconds(1), Duration.ofHours(1)));
        refused("prefix", () -> DEFAULTS.withPrefix("x".repeat(201)));
        refused("password", () -> new RedisLogin("app", null));
        refused("Cluster", () -> new Cluster(List.of()));
        refused("Sentinel", () -> new Sentinel(" ", List.of(new RedisNode("a", 1)), RedisLogin.NONE));
        refused("database 0", () -> DEFAULTS.withDatabase(1).withTopology(new Cluster(List.of(new RedisNode("a", 1)))));
        refused("not both", () -> new RedisTls(Path.of("a"), Path.of("b"), null, null, null, true));
        refused("together", () -> new RedisTls(null, null, null, Path.of("a"), null, true));
    }

    @Test
    void certificates_that_cannot_be_read_are_refused_at_the_start() {
        RedisTls tls = new RedisTls(Path.of("/nowhere/ca.pem"), null, null, null, null, true);
        refused("/nowhere/ca.pem", () -> RedisStores.open(DEFAULTS.withTls(tls), Clock.systemUTC()));
    }

    private static void refused(String what, Runnable making) {
        assertThatIllegalArgumentException().isThrownBy(making::run).withMessageContaining(what);
    }
}
