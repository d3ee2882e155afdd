package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.SessionState;
import dev.sojourn.support.MutableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/** What a storage gives to the contract, and what the contract's tests share. */
abstract class StoreFixture {

    /** Moved by {@link #pass}; it begins at the real time. */
    protected final MutableClock clock = MutableClock.startingNow();

    /** A store over an empty storage, new for each test. */
    protected SessionStore store;

    private final List<SessionStore> opened = new ArrayList<>();

    /** Opens a store over an empty storage, which judges by this clock where it can. The contract closes it. */
    protected abstract SessionStore newStore(Clock clock) throws Exception;

    /**
     * Opens another store over the same storage, as a second node would: with its own connections. Where only one store
     * can have a storage, the same store stands for two nodes, as here by default. The contract closes it.
     */
    protected SessionStore secondNode(SessionStore first, Clock sameClock) throws Exception {
        return first;
    }

    /**
     * Lets time pass for the storage. For a storage that judges by the clock it was given, this moves that clock, as here
     * by default. One whose engine has a clock that cannot be moved waits for the engine too.
     */
    protected void pass(Duration time) throws Exception {
        clock.advance(time);
    }

    /**
     * The time that passes in tests of expiry [1 h]. A storage that really has to wait makes it short, but longer than
     * the slowest machine needs for a few operations.
     */
    protected Duration aWhile() {
        return Duration.ofHours(1);
    }

    /** The largest body in bytes that the storage must take [1 MiB]. */
    protected int largestBody() {
        return 1 << 20;
    }

    /** Whether the storage may know addresses [yes]. One that encrypts them has none in its history. */
    protected boolean knowsAddresses() {
        return true;
    }

    /** What a table of storages calls this one [the store's name], such as {@code redis 7.0.15}: with what its server says that it is. */
    protected String variant() {
        return store.name();
    }

    @BeforeEach
    void openStore() throws Exception {
        store = newStore(clock);
        opened.add(store);
    }

    @AfterEach
    void closeStores() {
        opened.forEach(SessionStore::close);
    }

    SessionStore openSecondNode() throws Exception {
        SessionStore second = secondNode(store, clock);
        opened.add(second);
        return second;
    }

    Instant now() {
        return clock.instant();
    }

    RecordBuilder session(String id) {
        return RecordBuilder.session(id, now());
    }

    /** Writes a record and reads it. */
    StoredRecord created(StoredRecord record) {
        assertThat(store.create(record)).isTrue();
        return loaded(record.key());
    }

    StoredRecord loaded(RecordKey key) {
        StoredRecord record = store.load(key);
        assertThat(record).isNotNull();
        return record;
    }

    /** The capability, or the test is skipped. */
    <T> T capability(Class<T> type) {
        Optional<T> capability = store.capability(type);
        Assumptions.assumeTrue(capability.isPresent(), () -> store.name() + " has no " + type.getSimpleName());
        return capability.orElseThrow();
    }

    RecordFilter anything() {
        return new RecordFilter(null, null, false, null, null, null, now());
    }

    RecordFilter ofPrincipal(String name) {
        return new RecordFilter(null, name, false, null, null, null, now());
    }

    RecordFilter inNamespace(String name) {
        return new RecordFilter(null, null, false, name, null, null, now());
    }

    RecordFilter inState(SessionState state) {
        return new RecordFilter(null, null, false, null, state, null, now());
    }

    RecordFilter live(String application, boolean anonymous) {
        return new RecordFilter(application, null, anonymous, null, SessionState.ACTIVE, null, now());
    }

    /** The ids on all pages, in order. */
    static List<String> listed(SearchIndex search, RecordFilter filter, int limit) {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            RecordPage page = search.search(filter, cursor, limit);
            assertThat(page.records()).hasSizeLessThanOrEqualTo(limit);
            ids.addAll(ids(page.records()));
            cursor = page.nextCursor();
            assertThat(++pages).as("pages").isLessThan(10_000);
        } while (cursor != null);
        return ids;
    }

    static List<String> ids(List<StoredRecord> records) {
        return records.stream().map(record -> record.key().id()).toList();
    }

    /** Runs so many at the same moment, each told its number, and answers what they answered. */
    static <T extends @Nullable Object> List<T> atOnce(int threads, Work<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                Callable<T> task = () -> {
                    start.await(30, TimeUnit.SECONDS);
                    return work.run(number);
                };
                futures.add(pool.submit(task));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get(120, TimeUnit.SECONDS));
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }

    /** What one of many threads does. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T run(int number) throws Exception;
    }
}
