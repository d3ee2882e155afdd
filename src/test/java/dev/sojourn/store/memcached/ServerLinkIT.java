package dev.sojourn.store.memcached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.sojourn.StorageException;
import dev.sojourn.StorageTimeoutException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.MemcachedServer;
import dev.sojourn.servers.TcpProxy;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.support.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How the connections to one server break and come back, as far as that is Memcached's own. What every storage promises of a server that
 * fails is in {@link MemcachedFaultsIT}, and what becomes of the other servers' keys in {@link ServerGoneIT}.
 */
class ServerLinkIT {

    /** Within which a store works again by itself once its server is back. */
    private static final Duration RECOVERY = Duration.ofSeconds(2);

    private static MemcachedServer server;

    private final MutableClock clock = MutableClock.startingNow();
    private TcpProxy proxy;
    private SessionStore store;

    @BeforeAll
    static void startServer() {
        server = MemcachedServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() {
        proxy = TcpProxy.to(server.port());
        store = MemcachedOptionsBuilder.on(proxy.port())
                .poolSize(1)
                .timeout(Duration.ofMillis(400))
                .open(clock);
        recovers();
    }

    @AfterEach
    void close() {
        store.close();
        proxy.close();
    }

    private StoredRecord created(String id) {
        assertThat(store.create(RecordBuilder.session(id, clock.instant()).build()))
                .isTrue();
        return Objects.requireNonNull(store.load(new RecordKey(RecordKind.SESSION, id)));
    }

    private StoredRecord next(StoredRecord record, long nonce) {
        return StoredRecord.of(
                record.key(), record.version().next(nonce), record.keepUntil(), record.fields(), Bytes.EMPTY);
    }

    private void recovers() {
        await().pollInterval(Duration.ofMillis(20)).atMost(RECOVERY).until(this::answers);
    }

    private boolean answers() {
        return catchThrowable(() -> store.ping()) == null;
    }

    @Test
    void serverNotThereAtStart_isUnavailableAndThenWorks() {
        server.kill();
        try (SessionStore early = MemcachedOptionsBuilder.on(server.port()).open(clock)) {
            assertThatThrownBy(early::ping)
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("memcached 127.0.0.1:" + server.port());
            server.restart();
            await().atMost(RECOVERY).until(() -> catchThrowable(early::ping) == null);
        } finally {
            server.restart();
        }
    }

    @Test
    void nameThatResolvesToNothing_isUnavailable() {
        try (SessionStore nowhere = MemcachedOptionsBuilder.on()
                .server("no-such-host.invalid", 11211)
                .open(clock)) {
            assertThatThrownBy(nowhere::ping)
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("no-such-host.invalid:11211");
        }
    }

    @Test
    void killed_isUnavailableAndRecovers() {
        StoredRecord record = created("a");
        server.kill();
        try {
            await().atMost(Duration.ofSeconds(5)).until(() -> {
                // until both connections are known to be broken, a write on one of them has an unknown outcome
                Throwable failure = catchThrowable(() ->
                        store.create(RecordBuilder.session("b", clock.instant()).build()));
                assertThat(failure).isInstanceOf(StorageException.class);
                return failure instanceof StorageUnavailableException;
            });
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> store.load(record.key())).isInstanceOf(StorageUnavailableException.class);
                assertThatThrownBy(() -> store.replace(record, next(record, 2)))
                        .isInstanceOf(StorageUnavailableException.class);
            }
        } finally {
            server.restart();
        }
        recovers();
        assertThat(store.load(record.key())).isNull();
    }

    @Test
    void frozen_costsTheTimeoutAndThenNothing_andLosesNothing() {
        StoredRecord record = created("a");
        server.freeze();
        try {
            assertThatThrownBy(() -> store.load(record.key())).isInstanceOf(StorageTimeoutException.class);
            await().atMost(Duration.ofSeconds(5)).until(this::failsAtOnce);
        } finally {
            server.resume();
        }
        recovers();
        assertThat(store.load(record.key())).isEqualTo(record);
    }

    private boolean failsAtOnce() {
        Throwable failure = catchThrowable(() -> store.ping());
        return failure instanceof StorageUnavailableException
                && failure.getMessage().contains("not reachable a moment ago");
    }

    @Test
    void resetConnections_areReplaced() {
        StoredRecord record = created("a");
        proxy.resetConnections();
        recovers();
        assertThat(store.load(record.key())).isEqualTo(record);
        assertThat(store.replace(record, next(record, 2))).isEqualTo(WriteOutcome.WRITTEN);
    }

    @Test
    void refused_isUnavailableAndRecovers() {
        StoredRecord record = created("a");
        proxy.refuse();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> catchThrowable(() -> store.load(record.key())) instanceof StorageUnavailableException);
        assertThatThrownBy(() -> store.replace(record, next(record, 2))).isInstanceOf(StorageException.class);
        proxy.restore();
        recovers();
        assertThat(store.load(record.key())).isEqualTo(record);
    }

    @Test
    void lostAnswerOfAReplace_isUnknown_andRecognisedWhenTriedAgain() {
        StoredRecord record = created("a");
        StoredRecord next = next(record, 2);
        proxy.tearReplies(5);
        assertThatThrownBy(() -> store.replace(record, next)).isInstanceOf(StorageTimeoutException.class);
        proxy.restore();
        recovers();
        assertThat(store.replace(record, next)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(store.replace(record, next(record, 3))).isEqualTo(WriteOutcome.CONFLICT);
        assertThat(store.load(record.key())).isEqualTo(next);
    }

    @Test
    void tornReplyOfARead_isUnavailable() {
        StoredRecord record = created("a");
        proxy.tearReplies(30);
        assertThatThrownBy(() -> store.load(record.key())).isInstanceOf(StorageUnavailableException.class);
        proxy.restore();
        recovers();
        assertThat(store.load(record.key())).isEqualTo(record);
    }

    @Test
    void blackHole_costsTheTimeoutAndRecovers() {
        StoredRecord record = created("a");
        proxy.blackHole();
        assertThatThrownBy(() -> store.load(record.key())).isInstanceOf(StorageTimeoutException.class);
        await().atMost(Duration.ofSeconds(5)).until(this::failsAtOnce);
        proxy.restore();
        recovers();
        assertThat(store.load(record.key())).isEqualTo(record);
    }

    @Test
    void slowServer_withSeveralTripsInAnOperation_keepsTheOneDeadline() {
        StoredRecord record = created("a");
        proxy.delay(Duration.ofMillis(150));
        long begun = System.nanoTime();
        assertThatThrownBy(() -> store.operation(() -> {
                    for (int i = 0; i < 20; i++) {
                        store.load(record.key());
                    }
                    return record;
                }))
                .isInstanceOf(StorageException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }

    /** A server counts its compare-and-swap ids from 1 again when it starts anew. */
    @Test
    void sameCompareAndSwapIdAfterARestart_isNotTakenForTheOldRecord() {
        server.restart();
        recovers();
        StoredRecord old = created("a");
        server.restart();
        recovers();
        StoredRecord other =
                RecordBuilder.session("a", clock.instant()).version(1, 99).build();
        assertThat(store.create(other)).isTrue();
        StoredRecord there = Objects.requireNonNull(store.load(other.key()));
        assertThat(((Handle) there.handle()).cas()).isEqualTo(((Handle) old.handle()).cas());

        assertThat(store.replace(old, next(old, 2))).isEqualTo(WriteOutcome.CONFLICT);
        assertThat(store.load(other.key())).isEqualTo(other);
        assertThat(store.exchange(List.of(new RecordWrite.Replace(old, next(old, 2))), List.of())
                        .outcomes())
                .containsExactly(WriteOutcome.CONFLICT);
    }

    @Test
    void recordReadBeforeAReconnect_isReplacedByItsVersion() {
        StoredRecord record = created("a");
        proxy.resetConnections();
        recovers();
        StoredRecord next = next(record, 2);
        assertThat(store.replace(record, next)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(store.load(record.key())).isEqualTo(next);
    }

    @Test
    void serverThatClosesEveryConnection_isUnavailableAndNotAskedAllTheTime() {
        try (TcpProxy closing = TcpProxy.to(1);
                SessionStore one = MemcachedOptionsBuilder.on(closing.port())
                        .timeout(Duration.ofMillis(100))
                        .open(clock)) {
            await().until(() -> closing.connections() > 1);
            assertThatThrownBy(one::ping).isInstanceOf(StorageException.class);
            await().during(Duration.ofSeconds(1)).until(() -> closing.connections() < 50);
        }
    }

    @Test
    void storesOpenedAndClosed_leaveNoThreadAndNoConnection() {
        await().until(() -> proxy.openConnections() == 1);
        Set<Thread> before = threads();
        for (int i = 0; i < 5; i++) {
            SessionStore one = MemcachedOptionsBuilder.on(proxy.port()).open(clock);
            one.ping();
            one.close();
        }
        for (int i = 0; i < 50; i++) {
            MemcachedOptionsBuilder.on(i % 2 == 0 ? 1 : server.port())
                    .open(clock)
                    .close();
        }
        await().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
        await().until(() -> proxy.openConnections() == 1);
        store.ping();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().toLowerCase(Locale.ROOT).contains("memcached")
                        || thread.getName().contains("Heal-Session"))
                .collect(Collectors.toSet());
    }
}
