package dev.sojourn.store.redis;

import dev.sojourn.StorageUnavailableException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/**
 * The connections to one server, in a pool of Commons Pool as Jedis' own are. A caller takes one, and gives it back or discards it. Safe for many threads.
 *
 * <p>The pool makes links that are not connected, and whoever takes one connects it: within its own deadline, which the pool's factory is not told, and
 * never for somebody else who waits. There is no thread: a connection that was idle for {@value #MAX_IDLE_SECONDS} s is closed instead of being used.
 */
final class Pool implements AutoCloseable {

    /** Shorter than what firewalls need to forget a connection. */
    private static final int MAX_IDLE_SECONDS = 50;

    private final Connector connector;
    private final GenericObjectPool<Link> links;
    private final AtomicInteger generation = new AtomicInteger();

    Pool(Connector connector, int size) {
        this.connector = connector;
        var config = new GenericObjectPoolConfig<Link>();
        config.setMaxTotal(size);
        config.setMaxIdle(size);
        config.setTestOnBorrow(true);
        config.setTestOnReturn(true);
        config.setJmxEnabled(false);
        this.links = new GenericObjectPool<>(new Links(), config);
    }

    /** One that was used before or a new one. */
    Link take(Deadline deadline) {
        Link link = borrow(deadline);
        if (!link.isConnected()) {
            connect(link, deadline);
        }
        return link;
    }

    /** Connects one anew that turned out to be dead, and so all of its age are given up. When that fails it is discarded. */
    void reconnect(Link dead, Deadline deadline) {
        if (dead.generation() == generation.get()) {
            clear();
        }
        connect(dead, deadline);
    }

    void give(Link link) {
        links.returnObject(link);
    }

    void discard(Link link) {
        try {
            links.invalidateObject(link);
        } catch (Exception e) {
            throw new IllegalStateException("links are closed without exceptions", e);
        }
    }

    /** Gives up all connections that there are now, those in use as soon as they are given back. */
    void clear() {
        generation.incrementAndGet();
        links.clear();
    }

    @Override
    public void close() {
        links.close();
    }

    private Link borrow(Deadline deadline) {
        if (links.isClosed()) {
            throw closed();
        }
        try {
            return links.borrowObject(Duration.ofMillis(deadline.millis()));
        } catch (NoSuchElementException exhausted) {
            throw new StorageUnavailableException(
                    "redis: all " + links.getMaxTotal() + " connections of the pool are in use", exhausted);
        } catch (InterruptedException e) {
            if (links.isClosed()) {
                // which is how the pool wakes those who wait
                throw closed();
            }
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException("redis: interrupted while waiting for a connection", e);
        } catch (Exception e) {
            throw closed();
        }
    }

    private void connect(Link link, Deadline deadline) {
        boolean connected = false;
        try {
            link.connect(deadline, generation.get());
            connected = true;
        } finally {
            if (!connected) {
                discard(link);
            }
        }
    }

    private static StorageUnavailableException closed() {
        return new StorageUnavailableException("redis: the store is closed", null);
    }

    /** What the pool asks about links. */
    private final class Links extends BasePooledObjectFactory<Link> {

        @Override
        public Link create() {
            return new Link(connector);
        }

        @Override
        public PooledObject<Link> wrap(Link link) {
            return new DefaultPooledObject<>(link);
        }

        @Override
        public boolean validateObject(PooledObject<Link> pooled) {
            Link link = pooled.getObject();
            return !link.isConnected()
                    || (link.generation() == generation.get()
                            && pooled.getIdleDuration().toSeconds() < MAX_IDLE_SECONDS);
        }

        @Override
        public void destroyObject(PooledObject<Link> pooled) {
            pooled.getObject().close();
        }
    }
}
