package dev.sojourn.store.database;

import dev.sojourn.store.guard.RefusedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The store's own connections to a URL. The one used last is used first. A connection is opened on a thread of the store's, so that its
 * opener waits no longer than the operation may take, whatever the driver does; it fails as soon as the driver does.
 *
 * <p>A connection that was not used for {@value #CHECK_AFTER_MILLIS} ms, or since another one broke, is asked for a sign of life before it is used again. It is closed
 * after {@value #MOST_MINUTES} min, or when it was not needed for {@value #IDLE_MINUTES} min.
 */
final class Pool implements Connections {

    private static final int CHECK_AFTER_MILLIS = 1000;
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(1);
    private static final int MOST_MINUTES = 30;
    private static final int IDLE_MINUTES = 5;

    private final int size;
    private final Callable<Connection> opener;
    private final Semaphore free;
    private final Deque<Pooled> idle = new ConcurrentLinkedDeque<>();
    private final Workers workers;
    private volatile long brokenAt;
    private volatile boolean closed;

    Pool(int size, Callable<Connection> opener) {
        this.size = size;
        this.opener = opener;
        this.free = new Semaphore(size);
        this.workers = new Workers(size);
        this.brokenAt = System.nanoTime();
    }

    /** A connection, when it was opened and when it was used. */
    private record Pooled(Connection connection, long opened, long used) {

        boolean unusedFor(long time, TimeUnit unit) {
            return System.nanoTime() - used > unit.toNanos(time);
        }

        boolean old() {
            return System.nanoTime() - opened > TimeUnit.MINUTES.toNanos(MOST_MINUTES);
        }
    }

    @Override
    public <T extends @Nullable Object> T use(Deadline deadline, Work<T> work) throws SQLException {
        if (closed) {
            throw closed();
        }
        if (!Workers.acquire(free, deadline)) {
            throw new RefusedException(
                    "all " + size + " connections are in use (sojourn.database.pool-size)",
                    new SQLNonTransientConnectionException("no connection free"));
        }
        try {
            Pooled pooled = connected(deadline);
            var link = Link.of(pooled.connection(), deadline);
            boolean good = false;
            try {
                T answer = work.on(link);
                good = true;
                return answer;
            } finally {
                giveBack(pooled, link.usable() && (good || autoCommits(pooled.connection())));
            }
        } finally {
            free.release();
        }
    }

    @Override
    public void close() {
        closed = true;
        workers.close();
        closeIdle();
    }

    private Pooled connected(Deadline deadline) throws SQLException {
        Pooled pooled;
        while ((pooled = idle.pollFirst()) != null) {
            if (!pooled.old() && (!isDoubtful(pooled) || lives(pooled, deadline))) {
                return pooled;
            }
            closeQuietly(pooled.connection());
        }
        Connection opened = workers.call(deadline, opener, Pool::closeQuietly);
        return new Pooled(opened, System.nanoTime(), System.nanoTime());
    }

    /** When one breaks, the others may be broken too. */
    private boolean isDoubtful(Pooled pooled) {
        return pooled.unusedFor(CHECK_AFTER_MILLIS, TimeUnit.MILLISECONDS) || pooled.used() - brokenAt < 0;
    }

    private static boolean lives(Pooled pooled, Deadline deadline) {
        // leaves time to open another one, where only this one is dead
        var link = Link.of(pooled.connection(), deadline.half(LONGEST_CHECK));
        try {
            return link.read(connection -> {
                try (var statement = connection.prepareStatement("SELECT 1")) {
                    return statement.execute();
                }
            });
        } catch (RuntimeException dead) {
            return false;
        }
    }

    private void giveBack(Pooled pooled, boolean good) {
        if (good && !pooled.old()) {
            idle.addFirst(new Pooled(pooled.connection(), pooled.opened(), System.nanoTime()));
        } else {
            if (!good) {
                brokenAt = System.nanoTime();
            }
            closeQuietly(pooled.connection());
        }
        Pooled last = idle.peekLast();
        if (last != null && last.unusedFor(IDLE_MINUTES, TimeUnit.MINUTES) && idle.removeLastOccurrence(last)) {
            closeQuietly(last.connection());
        }
        if (closed) {
            closeIdle();
        }
    }

    private void closeIdle() {
        Pooled pooled;
        while ((pooled = idle.pollFirst()) != null) {
            closeQuietly(pooled.connection());
        }
    }

    private static boolean autoCommits(Connection connection) {
        try {
            return connection.getAutoCommit();
        } catch (SQLException e) {
            return false;
        }
    }

    static SQLException closed() {
        return new SQLNonTransientConnectionException("the store is closed", "08003");
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It was given up.
        }
    }
}
