package dev.sojourn.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.sojourn.StorageException;
import dev.sojourn.StorageTimeoutException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.SqlServer;
import dev.sojourn.servers.TcpProxy;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.support.Outcome;
import dev.sojourn.support.Race;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a caller sees when the database does not do as it should. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultContract {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** What a loaded machine may add to a deadline before a test calls it broken. */
    private static final Duration TOLERANCE = Duration.ofMillis(900);

    private static final int POOL = 4;

    private final Clock clock = Clock.systemUTC();
    private SqlServer server;
    private TcpProxy proxy;
    private SessionStore store;
    private StoredRecord record;

    protected abstract SqlServer startServer();

    @BeforeAll
    void startOnce() {
        server = startServer();
        proxy = TcpProxy.to(server.port());
    }

    @AfterAll
    void end() {
        if (proxy != null) {
            proxy.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() {
        store = open(server.password());
        // the first connection and the tables, without hurry
        await().atMost(Duration.ofSeconds(30)).until(() -> pings(store));
        record = RecordBuilder.session(
                        UUID.randomUUID().toString(), clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .build();
        assertThat(store.create(record)).isTrue();
    }

    @AfterEach
    void close() {
        store.close();
        proxy.restore();
    }

    protected final SqlServer server() {
        return server;
    }

    protected final SessionStore store() {
        return store;
    }

    protected final StoredRecord record() {
        return record;
    }

    @Test
    void frozen_callsEndInTimeAndGoOnAfterwards() {
        StoredRecord next = next(record, 2);
        server.freeze();
        try {
            assertThatThrownBy(inTime(() -> store.load(record.key()))).isInstanceOf(StorageTimeoutException.class);
            assertThatThrownBy(inTime(() -> store.replace(record, next))).isInstanceOf(StorageException.class);
            assertThatThrownBy(inTime(() -> store.ping())).isInstanceOf(StorageException.class);
        } finally {
            server.resume();
        }
        recovers();
        assertThat(store.load(record.key())).isIn(record, next);
    }

    @Test
    void frozen_callersThatWaitForAConnection_endInTimeToo() {
        server.freeze();
        List<Outcome<StoredRecord>> outcomes;
        long began = System.nanoTime();
        try {
            outcomes = Race.of(5 * POOL, i -> () -> store.load(record.key()));
        } finally {
            server.resume();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(TIMEOUT.plus(TOLERANCE));
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.thrown()).isInstanceOf(StorageException.class));
        recovers();
    }

    @Test
    void killedAndStartedAgain_goesOnWithWhatWasWritten() {
        server.kill();
        assertThatThrownBy(inTime(() -> store.load(record.key()))).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(inTime(() -> store.create(record))).isInstanceOf(StorageException.class);
        server.restart();
        recovers();
        assertThat(store.load(record.key())).isEqualTo(record);
    }

    @Test
    void notThereAtOpening_isUnavailableUntilItIs() {
        proxy.refuse();
        try (SessionStore early = open(server.password())) {
            assertThatThrownBy(inTime(() -> early.ping())).isInstanceOf(StorageUnavailableException.class);
            assertThatThrownBy(inTime(() -> early.load(record.key()))).isInstanceOf(StorageUnavailableException.class);
            proxy.restore();
            await().atMost(Duration.ofSeconds(2)).until(() -> pings(early));
            assertThat(early.load(record.key())).isEqualTo(record);
        }
    }

    @Test
    void restartedBetweenCalls_theNextReadDoesNotNotice() {
        Race.of(POOL, i -> () -> store.load(record.key()));
        proxy.resetConnections();
        assertThat(store.load(record.key())).isEqualTo(record);
        assertThat(store.replace(record, next(record, 2))).isEqualTo(WriteOutcome.WRITTEN);
    }

    @Test
    void blackHole_callsEndInTimeAndGoOnAfterwards() {
        proxy.blackHole();
        assertThatThrownBy(inTime(() -> store.load(record.key()))).isInstanceOf(StorageTimeoutException.class);
        assertThatThrownBy(inTime(() -> store.load(record.key()))).isInstanceOf(StorageException.class);
        proxy.restore();
        recovers();
    }

    @Test
    void slowerThanTheDeadline_isATimeout() {
        proxy.delay(TIMEOUT.multipliedBy(3));
        assertThatThrownBy(inTime(() -> store.load(record.key()))).isInstanceOf(StorageTimeoutException.class);
        proxy.restore();
        recovers();
    }

    @Test
    void replyTornInTheMiddle_isAnErrorAndNoAnswer() {
        for (int bytes : new int[] {1, 5, 40}) {
            proxy.tearReplies(bytes);
            assertThatThrownBy(inTime(() -> store.load(record.key()))).isInstanceOf(StorageException.class);
            assertThatThrownBy(inTime(() -> store.replace(record, next(record, 9))))
                    .isInstanceOf(StorageException.class);
            proxy.restore();
            recovers();
            StoredRecord there = store.load(record.key());
            assertThat(there).isNotNull();
            assertThat(there.version().nonce()).isIn(record.version().nonce(), 9L);
        }
    }

    @Test
    void rowLockedByAnother_theWriteEndsInTimeAndOthersGoOn() throws Exception {
        try (Connection other = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT id FROM sojourn_record WHERE id LIKE '%"
                    + record.key().id() + "' FOR UPDATE");
            assertThatThrownBy(inTime(() -> store.replace(record, next(record, 2))))
                    .isInstanceOf(StorageException.class);
            assertThat(store.load(record.key())).isEqualTo(record);
            other.rollback();
        }
        // the abandoned statement ends in the server too, and has written or not
        await().atMost(Duration.ofSeconds(5)).until(() -> {
            StoredRecord there = store.load(record.key());
            return there != null && store.replace(there, next(there, 3)) == WriteOutcome.WRITTEN;
        });
    }

    @Test
    void wrongPassword_isToldWithoutIt() {
        try (SessionStore stranger = open("not the password 4711")) {
            Throwable refusal = catchThrowable(stranger::ping);
            assertThat(refusal)
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("sojourn.database.password")
                    .hasMessageNotContaining("4711");
            assertThat(refusal.getCause()).hasMessageNotContaining("4711");
        }
    }

    @Test
    void faults_leaveNoConnectionAndNoThread() {
        proxy.blackHole();
        assertThat(catchThrowable(() -> store.load(record.key()))).isInstanceOf(StorageException.class);
        proxy.restore();
        recovers();
        Race.of(5 * POOL, i -> () -> store.load(record.key()));
        assertThat(server.clients()).isLessThanOrEqualTo(POOL);
        store.close();
        await().atMost(Duration.ofSeconds(10)).until(() -> server.clients() == 0);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("sojourn-database")));
    }

    @Test
    void failedReads_areToldToTheCallerAndNotLoggedByHibernate() {
        List<LogRecord> logged = new CopyOnWriteArrayList<>();
        Logger hibernate = Logger.getLogger("org.hibernate");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logRecord) {
                logged.add(logRecord);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        hibernate.addHandler(handler);
        try {
            proxy.blackHole();
            assertThatThrownBy(() -> store.load(record.key())).isInstanceOf(StorageTimeoutException.class);
            proxy.restore();
            recovers();
            proxy.resetConnections();
            assertThat(store.load(record.key())).isEqualTo(record);
        } finally {
            hibernate.removeHandler(handler);
        }
        assertThat(logged).isEmpty();
    }

    private void recovers() {
        await().atMost(Duration.ofSeconds(2)).until(() -> pings(store));
        assertThatCode(() -> store.load(record.key())).doesNotThrowAnyException();
    }

    private SessionStore open(String password) {
        return DatabaseStores.open(
                new DatabaseOptions(
                        new DatabaseOptions.Url(server.url(proxy.port()), server.user(), password),
                        POOL,
                        TIMEOUT,
                        SchemaMode.CREATE,
                        "sojourn:"),
                clock);
    }

    private static boolean pings(SessionStore store) {
        try {
            store.ping();
            return true;
        } catch (StorageException notYet) {
            return false;
        }
    }

    /** Fails when the call takes longer than a caller was promised. */
    private static ThrowingCallable inTime(ThrowingCallable call) {
        return () -> {
            long began = System.nanoTime();
            try {
                call.call();
            } finally {
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                assertThat(took).as("time to the answer").isLessThan(TIMEOUT.plus(TOLERANCE));
            }
        };
    }

    static StoredRecord next(StoredRecord record, long nonce) {
        return StoredRecord.of(
                record.key(), record.version().next(nonce), record.keepUntil(), record.fields(), Bytes.EMPTY);
    }
}
