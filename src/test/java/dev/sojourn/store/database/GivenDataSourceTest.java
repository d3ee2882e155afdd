package dev.sojourn.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.engine.Constants;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A data source of the server's or the application's. */
class GivenDataSourceTest extends DatabaseContract {

    private final JdbcConnectionPool pool =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=10", "sa", "");

    @Override
    protected String variant() {
        return "database (h2 " + Constants.VERSION + ", data source)";
    }

    @Override
    protected DatabaseOptions.Source source() {
        pool.setMaxConnections(20);
        return new DatabaseOptions.Given(pool);
    }

    @AfterEach
    void closePool() {
        pool.dispose();
    }

    @Test
    void given_isUsedOnOtherThreadsAndNotClosed() throws Exception {
        var recording = new RecordingDataSource(pool);
        try (SessionStore mine = open(recording, Duration.ofSeconds(20))) {
            StoredRecord record = RecordBuilder.session(
                            "a", Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS))
                    .build();
            assertThat(mine.create(record)).isTrue();
            assertThat(mine.load(record.key())).isEqualTo(record);
        }
        assertThat(recording.users()).isNotEmpty().doesNotContain(Thread.currentThread());
        assertThat(pool.getActiveConnections()).isZero();
        try (Connection still = pool.getConnection()) {
            assertThat(still.getAutoCommit()).isTrue();
        }
    }

    @Test
    void givenThatKeepsItsCallersWaiting_isUnavailableInTime_andGetsTheLateConnectionBack() throws Exception {
        var gate = new CountDownLatch(1);
        var closed = new AtomicInteger();
        try (SessionStore mine = open(waitingFor(gate, closed), Duration.ofMillis(200))) {
            assertThatThrownBy(mine::ping).isInstanceOf(StorageUnavailableException.class);
            gate.countDown();
            await().atMost(Duration.ofSeconds(10)).until(() -> closed.get() == 1);
        }
    }

    private DataSource waitingFor(CountDownLatch gate, AtomicInteger closed) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
                    Connection connection = pool.getConnection();
                    return Proxy.newProxyInstance(
                            getClass().getClassLoader(), new Class<?>[] {Connection.class}, (self, called, given) -> {
                                if (called.getName().equals("close")) {
                                    closed.incrementAndGet();
                                }
                                return called.invoke(connection, given);
                            });
                });
    }

    private static SessionStore open(DataSource source, Duration timeout) {
        return DatabaseStores.open(
                new DatabaseOptions(new DatabaseOptions.Given(source), 10, timeout, SchemaMode.CREATE, "given:"),
                Clock.systemUTC());
    }
}
