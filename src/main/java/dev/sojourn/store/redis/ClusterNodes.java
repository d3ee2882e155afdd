package dev.sojourn.store.redis;

import dev.failsafe.CircuitBreaker;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.guard.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/** The nodes of a Cluster as far as they are known, each with its pool. Safe for many threads. */
final class ClusterNodes implements AutoCloseable {

    private static final int FAILURES = 3;
    private static final int PAUSE_MILLIS = 300;
    private static final byte[] SLOTS = "SLOTS".getBytes(StandardCharsets.US_ASCII);

    private final List<RedisNode> seeds;
    private final Function<RedisNode, Pool> newPool;
    private final ConcurrentMap<RedisNode, Pool> pools = new ConcurrentHashMap<>();
    private final ConcurrentMap<RedisNode, CircuitBreaker<Object>> breakers = new ConcurrentHashMap<>();
    private final ReentrantLock asking = new ReentrantLock();
    private volatile SlotMap slots = SlotMap.EMPTY;
    private volatile boolean stale = true;
    private volatile boolean closed;

    ClusterNodes(List<RedisNode> seeds, Function<RedisNode, Pool> newPool) {
        this.seeds = seeds;
        this.newPool = newPool;
    }

    /** The slots as known, asked for anew when something spoke against them. */
    SlotMap slots(Deadline deadline) {
        if (closed) {
            throw new StorageUnavailableException("redis: the store is closed", null);
        }
        if (stale) {
            refresh(deadline);
        }
        return slots;
    }

    /** Something spoke against what is known. */
    void doubt() {
        stale = true;
    }

    /**
     * Tells whether it is worth while to ask a node: after {@value #FAILURES} failures in a row only one trip in {@value #PAUSE_MILLIS} ms tries. The
     * storage's own breaker stands before all nodes and must not open for one of them.
     */
    CircuitBreaker<Object> breaker(RedisNode node) {
        return breakers.computeIfAbsent(
                node,
                any -> CircuitBreaker.builder()
                        .withFailureThreshold(FAILURES)
                        .withSuccessThreshold(1)
                        .withDelay(Duration.ofMillis(PAUSE_MILLIS))
                        .build());
    }

    /** Whether some node was well when it was last asked. */
    boolean someAnswer() {
        return breakers.values().stream().anyMatch(ClusterNodes::isWell);
    }

    private static boolean isWell(CircuitBreaker<Object> breaker) {
        return breaker.isClosed() && breaker.getFailureCount() == 0;
    }

    Pool pool(RedisNode node) {
        Pool pool = pools.computeIfAbsent(node, newPool);
        if (closed) {
            pool.close();
        }
        return pool;
    }

    @Override
    public void close() {
        closed = true;
        pools.values().forEach(Pool::close);
    }

    /** One thread asks; the others go on with what is known, or wait when that is nothing. */
    private void refresh(Deadline deadline) {
        if (!begin(deadline)) {
            return;
        }
        try {
            if (stale) {
                askOneAfterTheOther(deadline);
            }
        } finally {
            asking.unlock();
        }
    }

    private boolean begin(Deadline deadline) {
        if (!slots.isEmpty()) {
            return asking.tryLock();
        }
        try {
            if (asking.tryLock(deadline.millis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StorageUnavailableException("redis: nobody has told yet who the nodes of the Cluster are", null);
    }

    private void askOneAfterTheOther(Deadline deadline) {
        var failed = new StorageUnavailableException("redis: no node of the Cluster can be reached", null);
        Set<RedisNode> known = new LinkedHashSet<>(slots.masters());
        known.addAll(seeds);
        List<RedisNode> candidates = new ArrayList<>(known);
        candidates.sort(Comparator.comparing(node -> !isWell(breaker(node))));
        int left = candidates.size();
        for (RedisNode node : candidates) {
            // One that hangs must leave time for the others, and for what is to be done afterwards.
            Deadline share = deadline.orIn(Duration.ofMillis(1 + deadline.millis() / (left + 2)));
            left--;
            try {
                SlotMap found = ask(node, share);
                if (!found.masters().isEmpty()) {
                    learn(found);
                    return;
                }
            } catch (StorageUnavailableException | RefusedException | JedisException e) {
                failed.addSuppressed(e);
            }
        }
        if (slots.isEmpty()) {
            throw failed;
        }
    }

    private SlotMap ask(RedisNode node, Deadline deadline) {
        Pool pool = pool(node);
        Link link = pool.take(deadline);
        try {
            List<Object> answers = link.exchange(List.of(Command.Read.of(Protocol.Command.CLUSTER, SLOTS)), deadline);
            pool.give(link);
            return SlotMap.of(Reply.list(answers.get(0)), node);
        } catch (JedisException e) {
            pool.discard(link);
            pool.clear();
            throw e;
        }
    }

    private void learn(SlotMap found) {
        slots = found;
        stale = false;
        breakers.keySet().retainAll(found.masters());
        Set<RedisNode> kept = new LinkedHashSet<>(found.masters());
        kept.addAll(seeds);
        for (RedisNode node : new ArrayList<>(pools.keySet())) {
            if (!kept.contains(node)) {
                Pool gone = pools.remove(node);
                if (gone != null) {
                    gone.close();
                }
            }
        }
    }
}
