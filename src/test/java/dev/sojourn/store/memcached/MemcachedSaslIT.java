package dev.sojourn.store.memcached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.MemcachedServer;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import dev.sojourn.store.StoredRecord;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract on a server that wants to know who asks, and what it says to others. */
class MemcachedSaslIT extends SessionStoreContract {

    private static final String USER = "sojourn";
    private static final String PASSWORD = "größe \" 1";

    private static MemcachedServer server;

    private MemcachedOptions options;

    @BeforeAll
    static void startServer() {
        server = MemcachedServer.with().user(USER, PASSWORD).start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    /** The version of the same program: this server speaks the binary protocol only. */
    @Override
    protected String variant() {
        return "memcached " + MemcachedServer.shared().version() + ", SASL";
    }

    @Override
    protected SessionStore newStore(Clock clock) {
        options = MemcachedOptionsBuilder.on(server.port()).user(USER, PASSWORD).build();
        return MemcachedStores.open(options, clock);
    }

    @Override
    protected SessionStore secondNode(SessionStore first, Clock sameClock) {
        return MemcachedStores.open(options, sameClock);
    }

    @Override
    protected int largestBody() {
        return 1_000_000;
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void byNameOrByAddress_itSignsIn(String host) {
        try (SessionStore one = MemcachedOptionsBuilder.on()
                .server(host, server.port())
                .user(USER, PASSWORD)
                .open(clock)) {
            one.ping();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", ""})
    void wrongPassword_isSaidSo_withoutSayingIt(String password) {
        try (SessionStore one =
                MemcachedOptionsBuilder.on(server.port()).user(USER, password).open(clock)) {
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(one::ping)
                        .isInstanceOf(StorageUnavailableException.class)
                        .hasMessageContaining("refused the user name or the password")
                        .hasMessageContaining("127.0.0.1:" + server.port())
                        .hasMessageNotContaining("wrong");
            }
        }
    }

    @Test
    void noUser_isRefusedByTheServer() {
        try (SessionStore one = MemcachedOptionsBuilder.on(server.port()).open(clock)) {
            StoredRecord record = RecordBuilder.session("a", clock.instant()).build();
            assertThatThrownBy(() -> one.load(record.key()))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("user name");
            assertThatThrownBy(() -> one.create(record)).isInstanceOf(StorageUnavailableException.class);
        }
        assertThat(store.load(
                        RecordBuilder.session("a", clock.instant()).build().key()))
                .isNull();
    }

    @Test
    void userOnAServerWithoutSasl_isSaidSo() {
        try (SessionStore one = MemcachedOptionsBuilder.on(
                        MemcachedServer.shared().port())
                .user(USER, PASSWORD)
                .open(clock)) {
            assertThatThrownBy(one::ping)
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("-S");
        }
    }

    @Test
    void restartedServer_isSignedInToAgain() {
        server.restart();
        await().ignoreExceptions().until(() -> {
            store.ping();
            return true;
        });
        assertThat(store.create(RecordBuilder.session("b", clock.instant()).build()))
                .isTrue();
    }
}
