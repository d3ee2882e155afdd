package dev.sojourn.store.database;

import dev.sojourn.SessionTooLargeException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.database.DatabaseOptions.Given;
import dev.sojourn.store.database.DatabaseOptions.Url;
import dev.sojourn.store.database.Failures.PassingException;
import dev.sojourn.store.guard.Guard;
import dev.sojourn.store.guard.RefusedException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Trips to one database: a connection, a deadline, and another try where somebody else was at the same rows. The first trip looks after the
 * tables. Safe for many threads.
 */
final class Database implements AutoCloseable {

    private static final int LONGEST_PAUSE_MILLIS = 20;

    /** More than all of a statement but the bytes in it. */
    private static final int REST_OF_STATEMENT = 4096;

    private final Guard guard;
    private final Connections connections;
    private final SchemaMode mode;
    private final ReentrantLock preparing = new ReentrantLock();
    private volatile @Nullable Prepared prepared;
    private volatile boolean closed;

    private Database(Guard guard, Connections connections, SchemaMode mode, @Nullable Prepared prepared) {
        this.guard = guard;
        this.connections = connections;
        this.mode = mode;
        this.prepared = prepared;
    }

    static Database open(DatabaseOptions options) {
        Duration timeout = options.timeout();
        var guard = new Guard(DatabaseStore.NAME, timeout);
        if (options.source() instanceof Given given) {
            return new Database(
                    guard,
                    new Connections(deadline -> given.dataSource().getConnection(), options.poolSize()),
                    options.schema(),
                    null);
        }
        var url = (Url) options.source();
        Flavor flavor = Objects.requireNonNull(Flavor.ofUrl(url.url()));
        var pool = new Pool(new OwnConnections(url, flavor, timeout), options.poolSize(), timeout);
        return new Database(
                guard,
                new Connections(pool, options.poolSize()),
                options.schema(),
                new Prepared(flavor, Unit.open(flavor), false, Integer.MAX_VALUE));
    }

    /**
     * What is known about the database.
     *
     * @param unit knows the entities
     * @param checked whether the tables were looked after
     * @param packet the largest statement in bytes that the server takes
     */
    record Prepared(Flavor flavor, SessionFactory unit, boolean checked, int packet) {

        /**
         * Looks at a row before it is sent: MariaDB resets the connection when a statement is too large, with no word why.
         *
         * @throws SessionTooLargeException when it is
         */
        void requireRoom(RecordRow row) {
            long bytes = REST_OF_STATEMENT + escaped(row.body) + (row.longTexts == null ? 0 : escaped(row.longTexts));
            if (bytes > packet) {
                throw new SessionTooLargeException(
                        (int) Math.min(Integer.MAX_VALUE, bytes), packet, "max_allowed_packet");
            }
        }

        /** The driver writes quotes, backslashes and zeros as two bytes. */
        private static long escaped(byte[] bytes) {
            long length = bytes.length;
            for (byte b : bytes) {
                if (b == 0 || b == '\'' || b == '"' || b == '\\') {
                    length++;
                }
            }
            return length;
        }
    }

    /** What is done in a trip. May be done again, when it failed without a trace. */
    @FunctionalInterface
    interface Trip<T extends @Nullable Object> {
        T with(Link link, Prepared database);
    }

    /** Does it. */
    <T extends @Nullable Object> T trip(Trip<T> trip) {
        return guard.trip(left -> run(Deadline.in(left), trip));
    }

    /** All trips of the work share a deadline. */
    <T extends @Nullable Object> T operation(Supplier<T> work) {
        return guard.operation(work);
    }

    @Override
    public void close() {
        closed = true;
        connections.close();
        Prepared last = prepared;
        if (last != null) {
            last.unit().close();
        }
    }

    private <T extends @Nullable Object> T run(Deadline deadline, Trip<T> trip) {
        if (closed) {
            throw new RefusedException("the store is closed", Workers.closed());
        }
        boolean again = false;
        while (true) {
            try {
                Prepared database = prepared(deadline);
                return connections.use(deadline, link -> trip.with(link, database));
            } catch (SQLException e) {
                throw Failures.notConnected(e);
            } catch (StorageUnavailableException e) {
                // The connection was broken, and nothing happened: the database may be there all the same.
                if (again) {
                    throw e;
                }
                again = true;
                connections.doubt();
            } catch (PassingException e) {
                int pause = ThreadLocalRandom.current().nextInt(1, LONGEST_PAUSE_MILLIS);
                if (deadline.leftMillis() <= pause) {
                    throw new RefusedException("others were at the same rows all the time", e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
            } catch (SchemaException e) {
                throw new RefusedException(String.valueOf(e.getMessage()), e);
            }
        }
    }

    private Prepared prepared(Deadline deadline) throws SQLException {
        Prepared known = prepared;
        if (known != null && known.checked()) {
            return known;
        }
        if (!lock(deadline)) {
            throw new RefusedException("the tables are being looked after", new Workers.NotInTimeException());
        }
        try {
            known = prepared;
            if (known == null || !known.checked()) {
                known = connections.use(deadline, this::prepare);
            }
            return known;
        } finally {
            preparing.unlock();
        }
    }

    private Prepared prepare(Link link) {
        Prepared known = prepared;
        Flavor flavor = known != null ? known.flavor() : link.read(Flavor::of);
        int packet = link.read(connection -> {
            new Schema(flavor, mode).prepare(connection);
            return flavor.packet(connection);
        });
        Prepared ready = new Prepared(flavor, known != null ? known.unit() : Unit.open(flavor), true, packet);
        // also when the caller has given up meanwhile
        prepared = ready;
        return ready;
    }

    private boolean lock(Deadline deadline) {
        try {
            return preparing.tryLock(deadline.leftMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
