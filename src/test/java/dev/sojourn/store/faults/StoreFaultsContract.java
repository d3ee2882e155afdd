package dev.sojourn.store.faults;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.StorageException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.TcpProxy;
import dev.sojourn.servers.TestServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.support.MutableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What callers of a storage may rely on when its server or the network fails: a {@link StorageException} within the deadline and nothing
 * else, "unavailable" only when nothing was written, and a storage that is back by itself within {@link #BACK} after its server is.
 *
 * <p>Times are held to these bounds after taking off what the machine kept the JVM from running ({@link Hiccups}), and on a busy machine with
 * the delay that threads which do nothing but wait for each other had at the same time ({@link Yardstick}); on an idle one that is next to nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StoreFaultsContract {

    /** The deadline that stores are opened with. */
    protected static final Duration TIMEOUT = Duration.ofMillis(500);

    /** How much later than the deadline a call may end. */
    protected static final Duration GRACE = Duration.ofMillis(100);

    /** How soon after its server a storage is back. */
    protected static final Duration BACK = Duration.ofSeconds(2);

    /** For what the tests themselves write and read, on a machine that has other things to do. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    /** Enough that a breaker, if there is one, opens. */
    private static final int ATTEMPTS = 6;

    private final Clock clock = MutableClock.startingNow();
    private final List<Measurement> measured = new ArrayList<>();
    private TestServer server;
    private TcpProxy proxy;
    private Hiccups hiccups;
    private Yardstick yardstick;
    private SessionStore working;
    private Set<Thread> threadsBefore;
    private int run;

    /** Starts a server of its own for this class. */
    protected abstract TestServer startServer();

    /** Opens a store of this storage; the server may not be there. */
    protected abstract SessionStore open(int port, Duration timeout, Clock clock);

    /** What the table of the docs calls this storage. */
    protected abstract String storage();

    /** Whether the server has its records again after a kill [yes]. */
    protected boolean survivesKill() {
        return true;
    }

    @BeforeAll
    void start() {
        server = startServer();
        proxy = TcpProxy.to(server.port());
        hiccups = new Hiccups();
        yardstick = new Yardstick(Call.values().length);
    }

    @AfterAll
    void end() throws Exception {
        try (AutoCloseable first = server;
                AutoCloseable second = proxy;
                AutoCloseable third = hiccups;
                AutoCloseable fourth = yardstick) {
            FaultTable.save(storage(), measured);
        }
    }

    @BeforeEach
    void openWorking() {
        run++;
        yardstick.begin();
        threadsBefore = Thread.getAllStackTraces().keySet();
        working = open(server.port(), PATIENT, clock);
        working.ping();
    }

    @AfterEach
    void nothing_of_closed_stores_is_left() {
        working.close();
        Awaitility.await().untilAsserted(() -> {
            Set<Thread> left = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !threadsBefore.contains(thread))
                    .filter(thread -> !isOfTests(thread))
                    .collect(toSet());
            assertThat(left).as("threads").isEmpty();
            assertThat(server.clients()).as("connections").isZero();
        });
    }

    /** Whether a thread that appeared is none of the store's: a library starts it once for the JVM [the JDK's and the tests' own]. */
    protected boolean isOfTests(Thread thread) {
        String name = thread.getName();
        return name.startsWith("tcp-proxy")
                || name.startsWith("process reaper")
                || name.startsWith("ForkJoinPool.commonPool")
                || name.startsWith("awaitility");
    }

    /** The server of this class. */
    protected TestServer server() {
        return server;
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void fault_is_a_typed_error_in_time_and_passes_by_itself(Fault fault) throws Exception {
        List<Probe> probes = new ArrayList<>();
        boolean passed = false;
        try {
            if (fault == Fault.ABSENT) {
                fault.begin(server, proxy);
            }
            for (Call call : Call.values()) {
                probes.add(probe(call, fault));
            }
            if (fault != Fault.ABSENT) {
                fault.begin(server, proxy);
            }
            together(probes, probe -> {
                probe.attempt(ATTEMPTS);
                return null;
            });
            fault.end(server, proxy);
            passed = true;
            List<Duration> back = together(probes, Probe::awaitAnswer);
            Awaitility.await()
                    .ignoreExceptionsInstanceOf(StorageException.class)
                    .untilAsserted(working::ping);

            measured.add(Measurement.of(fault.title(), probes, back));
            assertThat(probes).allSatisfy(this::failedInTime);
            assertThat(back).as("back").allMatch(time -> time.compareTo(mostUntilBack()) <= 0);
            boolean kept = fault != Fault.KILLED || survivesKill();
            assertThat(probes).allSatisfy(probe -> isWhole(probe, kept));
        } finally {
            if (!passed) {
                fault.end(server, proxy);
            }
            probes.forEach(probe -> probe.store().close());
        }
    }

    private Probe probe(Call call, Fault fault) {
        Records records = Records.named("run" + run + "-" + call, clock.instant());
        records.prepare(working);
        SessionStore store = open(fault.isOfServer() ? server.port() : proxy.port(), TIMEOUT, clock);
        return new Probe(call, store, fault == Fault.ABSENT ? records : connected(store, records), hiccups);
    }

    /** On a loaded machine the first connections may take longer than the deadline of a call. */
    private static Records connected(SessionStore store, Records records) {
        List<Records> read = new ArrayList<>();
        Awaitility.await()
                .atMost(PATIENT)
                .ignoreExceptionsInstanceOf(StorageException.class)
                .untilAsserted(() -> read.add(records.readBy(store)));
        return read.get(0);
    }

    private Duration mostUntilError() {
        return TIMEOUT.plus(GRACE).plus(yardstick.longestDelay());
    }

    private Duration mostUntilBack() {
        return BACK.plus(yardstick.longestDelay());
    }

    private void failedInTime(Probe probe) {
        assertThat(probe.attempts())
                .extracting(Probe.Attempt::error)
                .as("errors")
                .doesNotContainNull();
        assertThat(probe.attempts())
                .extracting(Probe.Attempt::own)
                .as("times")
                .allMatch(time -> time.compareTo(mostUntilError()) <= 0);
    }

    private void isWhole(Probe probe, boolean kept) {
        boolean unknown = probe.attempts().stream()
                .anyMatch(attempt -> !(attempt.error() instanceof StorageUnavailableException));
        if (kept && !unknown) {
            assertThat(probe.happened(working))
                    .as("done although every call said that nothing happened")
                    .isFalse();
        }
        StoredRecord seen = probe.store().load(probe.records().kept().key());
        assertThat(seen).isEqualTo(working.load(probe.records().kept().key()));
        if (kept) {
            assertThat(seen).isIn(probe.records().kept(), probe.records().changed());
        }
        StoredRecord after =
                Records.named("run" + run + "-after-" + probe, clock.instant()).fresh();
        assertThat(probe.store().create(after)).isTrue();
        assertThat(probe.store().load(after.key())).isEqualTo(after);
    }

    @Test
    void reset_of_idle_connections_costs_at_most_the_calls_that_meet_it() throws Exception {
        List<Probe> probes = new ArrayList<>();
        try {
            for (Call call : Call.values()) {
                probes.add(probe(call, Fault.REFUSED));
            }

            proxy.resetConnections();
            together(probes, probe -> {
                probe.attempt(1);
                return null;
            });
            List<Duration> back = together(probes, Probe::awaitAnswer);

            measured.add(Measurement.of("idle connections reset", probes, back));
            assertThat(probes)
                    .flatExtracting(Probe::attempts)
                    .extracting(Probe.Attempt::own)
                    .allMatch(time -> time.compareTo(mostUntilError()) <= 0);
            assertThat(back).as("back").allMatch(time -> time.compareTo(mostUntilBack()) <= 0);
            assertThat(probes).allSatisfy(probe -> isWhole(probe, true));
        } finally {
            probes.forEach(probe -> probe.store().close());
        }
    }

    @Test
    void write_whose_connection_breaks_before_its_answer_is_not_called_undone() throws Exception {
        Probe create = probe(Call.CREATE, Fault.REFUSED);
        try {
            proxy.holdReplies();
            Future<?> call = inBackground(() -> create.attempt(1));
            Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> create.happened(working));

            proxy.resetConnections();
            call.get(PATIENT.toSeconds(), TimeUnit.SECONDS);
            proxy.restore();
            Duration back = create.awaitAnswer();

            measured.add(Measurement.of("connection reset during a write", List.of(create), List.of(back)));
            StorageException error = create.attempts().get(0).error();
            assertThat(error).isNotInstanceOf(StorageUnavailableException.class);
            assertThat(create.attempts().get(0).own()).isLessThanOrEqualTo(mostUntilError());
            assertThat(back).isLessThanOrEqualTo(mostUntilBack());
        } finally {
            proxy.restore();
            create.store().close();
        }
    }

    @Test
    void trips_of_one_operation_share_its_deadline() {
        Probe reader = probe(Call.LOAD, Fault.REFUSED);
        SessionStore store = reader.store();
        var key = reader.records().kept().key();
        try {
            proxy.delay(TIMEOUT.multipliedBy(6).dividedBy(10));
            assertThat(store.load(key)).as("one trip is fast enough").isNotNull();

            Duration late = hiccups.total();
            long start = System.nanoTime();
            assertThatThrownBy(() -> store.operation(() -> {
                        store.load(key);
                        store.load(key);
                        return store.load(key);
                    }))
                    .isInstanceOf(StorageException.class);
            Duration own = Duration.ofNanos(System.nanoTime() - start)
                    .minus(hiccups.total().minus(late));

            assertThat(own).isLessThanOrEqualTo(mostUntilError());
        } finally {
            proxy.restore();
            store.close();
        }
    }

    private static Future<?> inBackground(Runnable work) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(work);
        } finally {
            thread.shutdown();
        }
    }

    /** Does the same with all at once, as many callers would. */
    private static <T> List<T> together(List<Probe> probes, Work<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(probes.size());
        try {
            List<Callable<T>> tasks = probes.stream()
                    .map(probe -> (Callable<T>) () -> work.of(probe))
                    .toList();
            List<T> answers = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(tasks)) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(PATIENT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** What is done with a probe. */
    @FunctionalInterface
    private interface Work<T> {
        T of(Probe probe);
    }
}
