package dev.sojourn.store.redis;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.guard.RefusedException;
import dev.sojourn.store.redis.RedisTopology.Sentinel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Asks Sentinels where the master is, for every new connection, as their protocol wants it: they close the connections to a master that is none
 * any more. The one that answered last is asked first. Safe for many threads.
 */
final class SentinelMaster {

    private final Sentinel sentinel;
    private final Function<RedisNode, Connector> connectors;
    private volatile List<RedisNode> order;

    SentinelMaster(Sentinel sentinel, Function<RedisNode, Connector> connectors) {
        this.sentinel = sentinel;
        this.connectors = connectors;
        this.order = sentinel.sentinels();
    }

    /**
     * The master.
     *
     * @throws StorageUnavailableException when no Sentinel tells it in time
     */
    RedisNode find(Deadline deadline) {
        StorageUnavailableException failed = new StorageUnavailableException(
                "redis: no Sentinel knows the master '" + sentinel.master() + "'", null);
        List<RedisNode> asked = order;
        int left = asked.size();
        for (RedisNode node : asked) {
            // One that hangs must leave time for the others.
            Deadline share = deadline.orIn(Duration.ofMillis(1 + deadline.millis() / (left + 1)));
            left--;
            try {
                RedisNode master = ask(node, share);
                if (master != null) {
                    putFirst(node);
                    return master;
                }
            } catch (StorageUnavailableException | RefusedException | JedisException e) {
                failed.addSuppressed(e);
            }
        }
        throw failed;
    }

    private @Nullable RedisNode ask(RedisNode node, Deadline deadline) {
        Link link = new Link(connectors.apply(node));
        try {
            link.connect(deadline, 0);
            byte[] name = sentinel.master().getBytes(StandardCharsets.UTF_8);
            Command question = Command.Read.of(
                    Protocol.Command.SENTINEL, "get-master-addr-by-name".getBytes(StandardCharsets.US_ASCII), name);
            Object answer =
                    Reply.checked(link.exchange(List.of(question), deadline).get(0));
            return answer == null ? null : node(Reply.words(answer));
        } finally {
            link.close();
        }
    }

    private static RedisNode node(List<byte[]> hostAndPort) {
        try {
            String host = new String(hostAndPort.get(0), StandardCharsets.UTF_8);
            String port = new String(hostAndPort.get(1), StandardCharsets.US_ASCII);
            return new RedisNode(host, Integer.parseInt(port));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw Failures.strange(e);
        }
    }

    private void putFirst(RedisNode node) {
        List<RedisNode> now = order;
        if (!now.get(0).equals(node)) {
            List<RedisNode> next = new ArrayList<>(now);
            next.remove(node);
            next.add(0, node);
            order = List.copyOf(next);
        }
    }
}
