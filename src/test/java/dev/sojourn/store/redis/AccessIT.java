package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.Incarnation;
import dev.sojourn.store.NamespaceIndex;
import dev.sojourn.store.Outbox;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is let in, and how it is said who is not. */
class AccessIT {

    private static final String SECRET = "s3cr3t-word";

    /** As docs/storages/redis.md gives it. */
    private static final String[] RULES = {
        "~sojourn:*",
        "-@all",
        "+ping",
        "+info",
        "+select",
        "+get",
        "+mget",
        "+set",
        "+del",
        "+exists",
        "+persist",
        "+pttl",
        "+pexpire",
        "+zadd",
        "+zrem",
        "+zcard",
        "+zcount",
        "+zrange",
        "+zrangebyscore",
        "+zrevrange",
        "+zrevrangebyscore",
        "+zrandmember",
        "+sadd",
        "+srem",
        "+smembers",
        "+hget",
        "+hset",
        "+hdel",
        "+eval",
        "+evalsha"
    };

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

    @Test
    void user_with_the_documented_rights_can_do_everything() {
        try (RedisServer server = RedisServer.with().user("app", SECRET, RULES).start();
                SessionStore store = open(RedisTestOptions.of(server).withLogin(new RedisLogin("app", SECRET)))) {
            everything(store);
        }
    }

    @Test
    void user_of_other_keys_is_refused() {
        try (RedisServer server = RedisServer.with()
                        .user("app", SECRET, "~other:*", "+@all")
                        .start();
                SessionStore store = open(RedisTestOptions.of(server).withLogin(new RedisLogin("app", SECRET)))) {
            assertThatThrownBy(() -> store.load(new RecordKey(RecordKind.SESSION, "a")))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("does not permit");
            assertThatThrownBy(
                            () -> store.create(RecordBuilder.session("a", now).build()))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("does not permit");
        }
    }

    @Test
    void wrong_password_is_told_without_it() {
        try (RedisServer server = RedisServer.with().password("right").start();
                SessionStore store = open(RedisTestOptions.of(server).withLogin(new RedisLogin(null, SECRET)));
                SessionStore named = open(RedisTestOptions.of(server).withLogin(new RedisLogin("app", SECRET)))) {
            for (SessionStore refused : List.of(store, named)) {
                assertThatThrownBy(refused::ping)
                        .isInstanceOf(StorageUnavailableException.class)
                        .hasMessageContaining("does not accept this user and password")
                        .satisfies(e -> assertThat(trace(e)).doesNotContain(SECRET));
            }
        }
    }

    @Test
    void missing_password_is_told() {
        try (RedisServer server = RedisServer.with().password("right").start();
                SessionStore store = open(RedisTestOptions.of(server))) {
            assertThatThrownBy(store::ping)
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("wants a password");
        }
    }

    @Test
    void password_and_database_of_a_url_are_used() {
        try (RedisServer server = RedisServer.with().password("p@ss:word").start()) {
            String url = "redis://:p%40ss%3Aword@127.0.0.1:" + server.port() + "/3";
            try (SessionStore store = open(RedisOptions.ofUrl(url))) {
                store.create(RecordBuilder.session("a", now).build());
            }
            assertThat(server.info("keyspace")).containsKey("db3");
        }
    }

    @Test
    void tls_with_a_trusted_certificate_speaks() {
        try (RedisServer server = RedisServer.with().tls().start()) {
            var certificate = server.certificate();
            for (RedisTls tls : List.of(
                    trusting(certificate.certificate()),
                    new RedisTls(null, certificate.trustStore(), certificate.trustStorePassword(), null, null, true))) {
                try (SessionStore store =
                        open(RedisTestOptions.of(server).withTls(tls).withPrefix(tls.trustStore() + ":"))) {
                    everything(store);
                }
            }
        }
    }

    @Test
    void tls_with_a_certificate_of_another_host_is_refused_unless_told_not_to_look() {
        try (RedisServer server = RedisServer.with()
                .tls()
                .arguments("--bind", "127.0.0.1", "127.0.0.2")
                .start()) {
            RedisTls looking = trusting(server.certificate().certificate());
            RedisTls notLooking = new RedisTls(looking.trustCertificates(), null, null, null, null, false);
            // the certificate is for 127.0.0.1
            RedisOptions elsewhere = RedisTestOptions.of(server)
                    .withTopology(new RedisTopology.Standalone(new RedisNode("127.0.0.2", server.port())));
            try (SessionStore careful = open(elsewhere.withTls(looking));
                    SessionStore careless = open(elsewhere.withTls(notLooking))) {
                assertThatThrownBy(careful::ping)
                        .isInstanceOf(StorageUnavailableException.class)
                        .hasStackTraceContaining("No subject alternative");
                careless.ping();
            }
        }
    }

    @Test
    void tls_with_an_unknown_certificate_is_refused() {
        try (RedisServer server = RedisServer.with().tls().start();
                SessionStore store = open(RedisTestOptions.of(server).withTls(RedisTls.DEFAULT))) {
            assertThatThrownBy(store::ping)
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasStackTraceContaining("certification path");
        }
    }

    @Test
    void tls_with_a_client_certificate_is_let_in_and_without_is_not() {
        try (RedisServer server = RedisServer.with()
                .tls()
                .arguments("--tls-auth-clients", "optional")
                .start()) {
            Path certificate = server.certificate().certificate();
            Path key = server.certificate().key();
            server.command("CONFIG", "SET", "tls-auth-clients", "yes");
            try (SessionStore known = open(RedisTestOptions.of(server)
                            .withTls(new RedisTls(certificate, null, null, certificate, key, true)));
                    SessionStore unknown = open(RedisTestOptions.of(server).withTls(trusting(certificate)))) {
                known.ping();
                assertThatThrownBy(unknown::ping).isInstanceOf(StorageUnavailableException.class);
            }
        }
    }

    /** Uses every script and every command. */
    private void everything(SessionStore store) {
        StoredRecord record = RecordBuilder.session("a", now).namespace("red").build();
        SessionStore recording = store.capability(Outbox.class).orElseThrow().recording();
        assertThat(recording.create(record)).isTrue();
        store.replace(record, RecordBuilder.session("a", now).version(2, 1).build());
        store.create(RecordBuilder.session("b", now)
                .namespace("red")
                .keepUntil(Instant.MAX)
                .build());
        SearchIndex search = store.capability(SearchIndex.class).orElseThrow();
        var anything = new RecordFilter(null, null, false, null, null, null, now);
        assertThat(search.search(anything, null, 10).records()).hasSize(2);
        assertThat(search.count(anything)).isEqualTo(2);
        assertThat(store.capability(NamespaceIndex.class).orElseThrow().activeIn("red", null, 9))
                .hasSize(1);
        ExpiryIndex expiry = store.capability(ExpiryIndex.class).orElseThrow();
        assertThat(expiry.expired(now, 9)).isEmpty();
        assertThat(expiry.purge(now, 9)).isZero();
        Outbox outbox = store.capability(Outbox.class).orElseThrow();
        outbox.delivered(outbox.undelivered(9));
        assertThat(outbox.waiting()).isZero();
        assertThat(store.capability(Incarnation.class).orElseThrow().incarnation())
                .isNotBlank();
        assertThat(store.delete(record.key())).isTrue();
        store.ping();
    }

    private static RedisTls trusting(Path certificates) {
        return new RedisTls(certificates, null, null, null, null, true);
    }

    private static SessionStore open(RedisOptions options) {
        return RedisStores.open(options, Clock.systemUTC());
    }

    private static String trace(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
