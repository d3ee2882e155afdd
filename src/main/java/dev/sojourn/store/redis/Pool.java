package dev.sojourn.store.redis;

import dev.sojourn.StorageUnavailableException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections to one server. A caller takes one, and gives it back or discards it. No thread of its own: one that was idle for {@value
 * #MAX_IDLE_SECONDS} s is closed instead of being used. Safe for many threads.
 */
final class Pool implements AutoCloseable {

    /** Shorter than what firewalls need to forget a connection. */
    private static final int MAX_IDLE_SECONDS = 50;

    private final Connector connector;
    private final int size;
    private final Semaphore room;
    private final ConcurrentLinkedDeque<Link> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger generation = new AtomicInteger();
    private volatile boolean closed;

    Pool(Connector connector, int size) {
        this.connector = connector;
        this.size = size;
        this.room = new Semaphore(size);
    }

    /** One that was used before or a new one. */
    Link take(Deadline deadline) {
        takeRoom(deadline);
        Link link = idle.pollFirst();
        while (link != null) {
            if (System.nanoTime() - link.idleSince()
                    < Duration.ofSeconds(MAX_IDLE_SECONDS).toNanos()) {
                return link;
            }
            link.close();
            link = idle.pollFirst();
        }
        return connect(deadline);
    }

    /** A new one, in the place of one that turned out to be dead, and so all of its age are given up. */
    Link retake(Link dead, Deadline deadline) {
        dead.close();
        if (dead.generation() == generation.get()) {
            clear();
        }
        return connect(deadline);
    }

    void give(Link link) {
        link.idleSince(System.nanoTime());
        if (closed || link.generation() != generation.get()) {
            link.close();
        } else {
            idle.addFirst(link);
            if (closed) {
                closeIdle();
            }
        }
        room.release();
    }

    void discard(Link link) {
        link.close();
        room.release();
    }

    /** Gives up all connections that there are now, those in use as soon as they are given back. */
    void clear() {
        generation.incrementAndGet();
        closeIdle();
    }

    @Override
    public void close() {
        closed = true;
        closeIdle();
    }

    private void takeRoom(Deadline deadline) {
        if (closed) {
            throw closed();
        }
        try {
            if (!room.tryAcquire(deadline.millis(), TimeUnit.MILLISECONDS)) {
                throw new StorageUnavailableException(
                        "redis: all " + size + " connections of the pool are in use", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException("redis: interrupted while waiting for a connection", e);
        }
    }

    private Link connect(Deadline deadline) {
        boolean connected = false;
        try {
            if (closed) {
                throw closed();
            }
            Link link = connector.connect(deadline, generation.get());
            connected = true;
            return link;
        } finally {
            if (!connected) {
                room.release();
            }
        }
    }

    private void closeIdle() {
        for (Iterator<Link> links = idle.iterator(); links.hasNext(); ) {
            Link link = links.next();
            if (idle.remove(link)) {
                link.close();
            }
        }
    }

    private static StorageUnavailableException closed() {
        return new StorageUnavailableException("redis: the store is closed", null);
    }
}
