package dev.sojourn.store.hybrid;

import dev.sojourn.StorageException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.Backlog;
import dev.sojourn.store.Exchange;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.History;
import dev.sojourn.store.HistoryTail;
import dev.sojourn.store.Incarnation;
import dev.sojourn.store.Mirror;
import dev.sojourn.store.NamespaceIndex;
import dev.sojourn.store.Outbox;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A front and a database as one store. What is done where stands in the package's description. */
final class HybridStore implements SessionStore, HybridStatus {

    private static final Log LOG = Log.of(HybridStore.class);

    private static final int LAST_BATCH = 500;
    private static final long END_SECONDS = 5;
    private static final long IDLE_SECONDS = 10;

    private final SessionStore frontStore;
    private final SessionStore database;
    private final HybridOptions options;
    private final Front front;
    private final NodeOutbox node;
    private final Watch watch;
    private final Delivery delivery;
    private final Courier courier;
    private final FrontPath frontPath;
    private final DatabasePath databasePath;
    private final DatabaseIndexes indexes;
    private final ScheduledExecutorService background;
    private final ThreadPoolExecutor asking;
    private final SignOfLife sign;
    private volatile boolean closed;

    HybridStore(SessionStore frontStore, SessionStore database, HybridOptions options) {
        this.frontStore = frontStore;
        this.database = database;
        this.options = options;
        this.front = new Front(frontStore);
        this.node = new NodeOutbox(options.nodeOutbox());
        var graves = new Graves(front, database, options.clock(), options.random());
        var alignment = new Alignment(front, database, graves);
        this.watch = new Watch(front, database, alignment, options.poll(), options.random());
        this.delivery = new Delivery(front, database, node, alignment, graves, options.clock());
        this.courier = new Courier(front, node, delivery, alignment, watch, options.clock(), options.random());
        this.databasePath = new DatabasePath(database, node, delivery, watch);
        this.frontPath = new FrontPath(front, database, databasePath, node, delivery, alignment, graves, watch);
        this.indexes = new DatabaseIndexes(this, front, database, watch);
        this.background = new ScheduledThreadPoolExecutor(2, options.threads());
        this.asking = new ThreadPoolExecutor(
                2, 2, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), options.threads());
        asking.allowCoreThreadTimeOut(true);
        this.sign = new SignOfLife(frontStore::ping, database::ping, asking);
    }

    /** Begins to look after itself. */
    void start() {
        long nanos = options.poll().toNanos();
        every(nanos, () -> watch.poll(false));
        every(nanos, courier::round);
    }

    private void every(long nanos, Runnable work) {
        var unused = background.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException unexpected) {
                        LOG.because(unexpected, Message.ROUND_FAILED);
                    }
                },
                0,
                nanos,
                TimeUnit.NANOSECONDS);
    }

    @Override
    public String name() {
        return "hybrid";
    }

    @Override
    public @Nullable StoredRecord load(RecordKey key) {
        return loadAll(List.of(key)).get(key);
    }

    @Override
    public Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return under(control -> path(control).load(control, keys));
    }

    @Override
    public boolean create(StoredRecord record) {
        return write(List.of(new RecordWrite.Create(record)), false).get(0) == WriteOutcome.WRITTEN;
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        return write(List.of(new RecordWrite.Replace(current, next)), false).get(0);
    }

    @Override
    public Exchange exchange(List<RecordWrite> writes, Collection<RecordKey> reads) {
        return operation(() -> new Exchange(writes.isEmpty() ? List.of() : write(writes, false), loadAll(reads)));
    }

    private List<WriteOutcome> write(List<RecordWrite> writes, boolean atomic) {
        return under(control -> path(control).write(control, writes, atomic));
    }

    @Override
    public boolean delete(RecordKey key) {
        return under(control -> path(control).delete(control, key));
    }

    private Path path(Control control) {
        return control.serving() ? frontPath : databasePath;
    }

    private <T> T under(Function<Control, T> work) {
        requireOpen();
        return operation(() -> work.apply(watch.control()));
    }

    /** Throws unless this store is open. */
    void requireOpen() {
        if (closed) {
            throw new StorageUnavailableException("storage 'hybrid' is closed", null);
        }
    }

    /** Hands to the database whatever waits on this node or in the front. */
    void deliverAll() {
        requireOpen();
        courier.deliverEverything();
    }

    /** Both deadlines begin at once, so that the longer one bounds the whole. */
    @Override
    public <T extends @Nullable Object> T operation(Supplier<T> work) {
        return frontStore.operation(() -> database.operation(work));
    }

    /** {@inheritDoc} Here: one of the two that it needs for what it has in common with everybody. */
    @Override
    public void ping() {
        requireOpen();
        if (watch.control().serving()) {
            sign.ofEither();
        } else {
            database.ping();
        }
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        if (type == HybridStatus.class) {
            return Optional.of(type.cast(this));
        }
        if (type == Backlog.class) {
            Backlog backlog = this::backlog;
            return Optional.of(type.cast(backlog));
        }
        if (type == Mirror.class || type == Outbox.class || type == Incarnation.class) {
            return Optional.empty();
        }
        if (type == AtomicWrites.class) {
            AtomicWrites all = writes -> write(writes, true).stream().allMatch(WriteOutcome.WRITTEN::equals);
            return front.isAtomic() ? Optional.of(type.cast(all)) : Optional.empty();
        }
        if (type == HistoryTail.class) {
            return database.capability(type);
        }
        boolean indexed = type == SearchIndex.class
                || type == NamespaceIndex.class
                || type == ExpiryIndex.class
                || type == History.class;
        return indexed && database.capability(type).isPresent() ? Optional.of(type.cast(indexes)) : Optional.empty();
    }

    @Override
    public Mode mode() {
        Control control = watch.known();
        if (control == null) {
            return Mode.UNKNOWN;
        }
        return control.serving() ? Mode.SERVING : Mode.SUSPENDED;
    }

    @Override
    public boolean databaseAnswers() {
        return watch.databaseAnswers();
    }

    @Override
    public boolean frontAnswers() {
        return watch.frontAnswers();
    }

    @Override
    public int waiting() {
        return node.size();
    }

    /** A copy in the front's outbox is in the memory of the node that wrote it as well. A front that is not there is not asked. */
    private long backlog() {
        long shared = watch.frontAnswers() ? front.outbox().map(Outbox::waiting).orElse(0L) : 0;
        return Math.max(shared, node.size());
    }

    /** Tries once more to deliver what waits, and closes the front and then the database. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        background.shutdownNow();
        asking.shutdown();
        try {
            boolean unused = background.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            courier.deliverOwn(null);
        } catch (StorageException down) {
            LOG.because(down, Message.NOT_DELIVERED);
        }
        delivery.acknowledge(LAST_BATCH);
        if (node.size() > 0) {
            boolean lost = front.outbox().isEmpty();
            LOG.say(lost ? Message.COPIES_LOST : Message.COPIES_LEFT, node.size());
        }
        try {
            frontStore.close();
        } finally {
            database.close();
        }
    }
}
