package dev.sojourn.store.redis;

import dev.sojourn.StorageException;
import dev.sojourn.StorageTimeoutException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.guard.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisMovedDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * To the masters of a Cluster. Commands for several of them are all on their way before the first answer is waited for, so they take as long as
 * the slowest. Redirections are followed at once. Safe for many threads.
 */
final class ClusterWire implements Wire {

    private static final int MAX_ROUNDS = 5;

    private final ClusterNodes nodes;

    ClusterWire(List<RedisNode> seeds, Function<RedisNode, Pool> newPool) {
        this.nodes = new ClusterNodes(seeds, newPool);
    }

    @Override
    public List<Object> send(List<? extends Command> commands, Duration left) {
        Deadline deadline = Deadline.in(left);
        List<Errand> errands = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            errands.add(Errand.of(i, commands.get(i), null));
        }
        return run(errands, deadline);
    }

    @Override
    public List<Object> sendToMasters(Command command, Duration left) {
        Deadline deadline = Deadline.in(left);
        List<Errand> errands = new ArrayList<>();
        for (RedisNode master : nodes.slots(deadline).masters()) {
            errands.add(Errand.of(errands.size(), command, master));
        }
        return run(errands, deadline);
    }

    @Override
    public boolean cluster() {
        return true;
    }

    @Override
    public void close() {
        nodes.close();
    }

    private List<Object> run(List<Errand> errands, Deadline deadline) {
        Object[] replies = new Object[errands.size()];
        boolean written = false;
        List<Errand> pending = errands;
        for (int round = 1; !pending.isEmpty(); round++) {
            List<Parcel> parcels = parcels(pending, deadline);
            carry(parcels, deadline);
            written |= parcels.stream().anyMatch(Parcel::mayHaveWritten);
            List<Errand> next = new ArrayList<>();
            List<Parcel> failed = new ArrayList<>();
            for (Parcel parcel : parcels) {
                if (parcel.failure() == null) {
                    sort(parcel, replies, next, round);
                } else if (!retry(parcel, next, deadline)) {
                    failed.add(parcel);
                }
            }
            if (!failed.isEmpty()) {
                throw failure(failed.get(0), written);
            }
            pending = next;
        }
        return Arrays.asList(replies);
    }

    private RuntimeException failure(Parcel parcel, boolean written) {
        StorageException failure = Objects.requireNonNull(parcel.failure());
        if (failure instanceof StorageTimeoutException) {
            return failure;
        }
        if (written) {
            return new StorageTimeoutException("redis: a node of the Cluster failed amid several writes", failure);
        }
        // One node that is gone says nothing about the others, so it must not count against the storage as a whole.
        return nodes.someAnswer()
                ? new RefusedException("redis: a node of the Cluster cannot be reached", failure)
                : failure;
    }

    private void carry(List<Parcel> parcels, Deadline deadline) {
        try {
            for (Parcel parcel : parcels) {
                parcel.sendOver(nodes.pool(parcel.node()), nodes.breaker(parcel.node()), deadline);
            }
            for (Parcel parcel : parcels) {
                parcel.receive(deadline);
            }
        } finally {
            parcels.forEach(Parcel::abandon);
        }
    }

    /** One parcel for each node, always in the same order: who waits for a connection holds none that somebody before him wants. */
    private List<Parcel> parcels(List<Errand> errands, Deadline deadline) {
        SlotMap slots = nodes.slots(deadline);
        Map<RedisNode, List<Errand>> byNode = new TreeMap<>(Comparator.comparing(RedisNode::toString));
        for (Errand item : errands) {
            RedisNode node = item.node();
            if (node == null) {
                node = slots.master(JedisClusterCRC16.getSlot(item.command().key()));
            }
            if (node == null) {
                nodes.doubt();
                var missing = new StorageUnavailableException("redis: the Cluster has slots without a server", null);
                throw new RefusedException("redis: the Cluster has slots without a server", missing);
            }
            byNode.computeIfAbsent(node, any -> new ArrayList<>()).add(item);
        }
        List<Parcel> parcels = new ArrayList<>();
        byNode.forEach((node, own) -> parcels.add(new Parcel(node, own)));
        return parcels;
    }

    /** Puts answers in their places, and follows redirections. */
    private void sort(Parcel parcel, Object[] replies, List<Errand> next, int round) {
        for (int i = 0; i < parcel.errands().size(); i++) {
            Errand item = parcel.errands().get(i);
            Object reply = parcel.replies().get(i);
            replies[item.place()] = reply;
            if (reply instanceof JedisRedirectionException redirection && round < MAX_ROUNDS) {
                var target = redirection.getTargetNode();
                String host = target.getHost().isEmpty() ? parcel.node().host() : target.getHost();
                var node = new RedisNode(host, target.getPort());
                if (redirection instanceof JedisMovedDataException) {
                    nodes.doubt();
                }
                next.add(item.redirected(node, redirection instanceof JedisAskDataException));
            }
        }
    }

    /** A node failed: its commands go to whoever has its slots now, or to itself when only the connection was old; false when that is of no use. */
    private boolean retry(Parcel parcel, List<Errand> next, Deadline deadline) {
        nodes.doubt();
        if (deadline.millis() == 0) {
            return false;
        }
        SlotMap slots = nodes.slots(deadline);
        for (Errand errand : parcel.errands()) {
            RedisNode node = errand.node() != null
                    ? errand.node()
                    : slots.master(JedisClusterCRC16.getSlot(errand.command().key()));
            boolean elsewhere = node != null && !node.equals(parcel.node());
            if (errand.repeated() || !(elsewhere || parcel.connectionWasOld())) {
                return false;
            }
            next.add(errand.repeatedAt(node));
        }
        return true;
    }
}
