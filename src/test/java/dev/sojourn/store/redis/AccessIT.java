package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
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

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

    @Test
    void user_with_the_documented_rights_can_do_everything() {
        for (RedisServer.Options options :
                List.of(RedisServer.with(), RedisServer.with().oldest())) {
            try (RedisServer server = options.user("app", SECRET, DocumentedRights.ON_A_SERVER.toArray(String[]::new))
                            .start();
                    SessionStore store = open(RedisTestOptions.of(server).withLogin(new RedisLogin("app", SECRET)))) {
                Everything.isDone(store);
            }
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
                    Everything.isDone(store);
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
