package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sojourn.StorageException;
import dev.sojourn.StorageTimeoutException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.servers.TcpProxy;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that is not there, or not as it should be. */
class FaultIT {

    private static final RecordKey KEY = new RecordKey(RecordKind.SESSION, "a");

    /** Of one operation. */
    private static final Duration TIMEOUT = Duration.ofMillis(400);

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    private final RedisServer server = RedisServer.with().durable().start();
    private final TcpProxy proxy = TcpProxy.to(server.port());
    private final SessionStore store = open(RedisTestOptions.of(proxy.port()).withTimeouts(TIMEOUT, TIMEOUT));
    private final StoredRecord record = RecordBuilder.session("a", now).build();

    @AfterEach
    void close() {
        store.close();
        proxy.close();
        server.close();
    }

    @Test
    void server_that_is_not_there_at_the_start_is_used_when_it_comes() {
        proxy.refuse();
        assertThatThrownBy(store::ping).isInstanceOf(StorageUnavailableException.class);
        proxy.restore();
        awaitWritten();
    }

    @Test
    void restarted_server_is_found_at_once_through_connections_that_died_with_it() {
        useManyConnections();
        server.restart();
        assertThat(store.create(record)).isTrue();
        assertThat(store.load(KEY)).isEqualTo(record);
    }

    @Test
    void write_on_a_connection_that_was_reset_is_done_once() {
        store.create(record);
        StoredRecord next = next(record, 2);
        proxy.resetConnections();
        assertThat(store.replace(record, next)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(store.load(KEY)).isEqualTo(next);
    }

    @Test
    void write_whose_answer_was_torn_recognises_its_own_success() {
        store.create(record);
        StoredRecord next = next(record, 2);
        proxy.tearReplies(1);
        // the one retry meets the same fault, after the write was done
        assertThatThrownBy(() -> store.replace(record, next)).isInstanceOf(StorageTimeoutException.class);
        proxy.restore();
        await().ignoreExceptionsInstanceOf(StorageException.class).until(() -> store.load(KEY), next::equals);
    }

    @Test
    void read_through_a_torn_answer_is_an_error_and_never_half_a_record() {
        store.create(record);
        proxy.tearReplies(20);
        assertThatThrownBy(() -> store.load(KEY)).isInstanceOf(StorageException.class);
        proxy.restore();
        await().ignoreExceptionsInstanceOf(StorageException.class).until(() -> store.load(KEY), record::equals);
    }

    @Test
    void frozen_server_is_a_timeout_of_unknown_outcome() {
        store.create(record);
        server.freeze();
        try {
            assertThatThrownBy(() -> store.replace(record, next(record, 2)))
                    .isInstanceOf(StorageTimeoutException.class);
            assertThatThrownBy(() -> store.load(KEY)).isInstanceOf(StorageException.class);
        } finally {
            server.resume();
        }
        await().ignoreExceptionsInstanceOf(StorageException.class).until(() -> store.load(KEY), found -> found != null);
    }

    @Test
    void server_that_trickles_is_cut_off_at_the_deadline() {
        store.create(record);
        proxy.delay(TIMEOUT.multipliedBy(3));
        assertThatThrownBy(() -> store.operation(() -> {
                    StoredRecord unused = store.load(KEY);
                    return store.load(KEY);
                }))
                .isInstanceOf(StorageTimeoutException.class);
    }

    @Test
    void black_hole_costs_the_timeout_a_few_times_and_then_nothing() {
        store.create(record);
        proxy.blackHole();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> store.load(KEY)).isInstanceOf(StorageException.class);
        }
        assertThatThrownBy(() -> store.load(KEY))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("a moment ago");
        proxy.restore();
        await().ignoreExceptionsInstanceOf(StorageException.class).until(() -> store.load(KEY), record::equals);
    }

    @Test
    void exhausted_pool_is_told_within_the_deadline() throws Exception {
        try (SessionStore narrow =
                open(RedisTestOptions.of(proxy.port()).withPoolSize(1).withTimeouts(TIMEOUT, TIMEOUT))) {
            narrow.ping();
            proxy.blackHole();
            ExecutorService callers = Executors.newFixedThreadPool(2);
            try {
                List<Future<Throwable>> failures = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    failures.add(callers.submit(() -> org.assertj.core.api.Assertions.catchThrowable(narrow::ping)));
                }
                for (Future<Throwable> failure : failures) {
                    assertThat(failure.get(30, TimeUnit.SECONDS)).isInstanceOf(StorageException.class);
                }
            } finally {
                callers.shutdownNow();
            }
        }
    }

    @Test
    void closed_store_leaves_no_connection() {
        useManyConnections();
        store.close();
        await().until(proxy::openConnections, open -> open == 0);
    }

    @Test
    void faults_leave_no_more_connections_than_the_pool_has() {
        for (int i = 0; i < 5; i++) {
            useManyConnections();
            proxy.resetConnections();
        }
        useManyConnections();
        assertThat(proxy.openConnections()).isLessThanOrEqualTo(10);
    }

    private void useManyConnections() {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                calls.add(callers.submit(store::ping));
            }
            for (Future<?> call : calls) {
                call.get(30, TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            callers.shutdownNow();
        }
    }

    private void awaitWritten() {
        await().ignoreExceptionsInstanceOf(StorageException.class)
                .until(() -> store.create(record) || record.equals(store.load(KEY)));
    }

    private static StoredRecord next(StoredRecord record, long nonce) {
        return StoredRecord.of(
                record.key(), record.version().next(nonce), record.keepUntil(), record.fields(), record.body());
    }

    private static SessionStore open(RedisOptions options) {
        return RedisStores.open(options, Clock.systemUTC());
    }
}
