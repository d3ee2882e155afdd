package dev.sojourn.store.redis;

import dev.sojourn.StorageUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisMovedDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** Over a client that the application made, by its pipelines and within its timeouts. The client stays open. */
final class ClientWire implements Wire {

    private final UnifiedJedis client;
    private volatile boolean closed;

    ClientWire(UnifiedJedis client) {
        this.client = client;
    }

    @Override
    public boolean cluster() {
        return client instanceof RedisClusterClient;
    }

    @Override
    public List<Object> send(List<? extends Command> commands, Duration left) {
        List<Object> replies;
        try {
            replies = pipelined(commands);
        } catch (JedisException e) {
            if (Failures.timedOut(e)) {
                throw Failures.lost(commands, e);
            }
            replies = pipelinedAgain(ServerWire.again(commands), e);
        }
        if (replies.stream().anyMatch(JedisMovedDataException.class::isInstance)
                && client instanceof RedisClusterClient cluster) {
            cluster.refreshClusterTopology();
            replies = pipelinedAgain(ServerWire.again(commands), null);
        }
        if (replies.stream().anyMatch(JedisNoScriptException.class::isInstance)) {
            List<Command> full = new ArrayList<>();
            ServerWire.again(commands).forEach(command -> full.add(command.inFull()));
            replies = pipelinedAgain(full, null);
        }
        return replies;
    }

    @Override
    public List<Object> sendToMasters(Command command, Duration left) {
        if (!(client instanceof RedisClusterClient cluster)) {
            return send(List.of(command), left);
        }
        requireOpen();
        List<Object> replies = new ArrayList<>();
        // By name, so that the order stays.
        for (ConnectionPool node : new TreeMap<>(cluster.getClusterNodes()).values()) {
            try (Connection connection = node.getResource()) {
                connection.sendCommand(command.arguments());
                replies.add(connection.getOne());
            } catch (JedisDataException refused) {
                replies.add(refused);
            } catch (JedisException e) {
                throw Failures.lost(List.of(command), e);
            }
        }
        return replies;
    }

    @Override
    public void close() {
        closed = true;
    }

    private List<Object> pipelinedAgain(List<Command> commands, @Nullable JedisException first) {
        try {
            return pipelined(commands);
        } catch (JedisException e) {
            if (first != null) {
                e.addSuppressed(first);
            }
            throw Failures.lost(commands, e);
        }
    }

    private List<Object> pipelined(List<? extends Command> commands) {
        requireOpen();
        List<Response<Object>> responses = new ArrayList<>();
        try (AbstractPipeline pipeline = client.pipelined()) {
            for (Command command : commands) {
                responses.add(pipeline.sendCommand(command.arguments()));
            }
            pipeline.sync();
        }
        List<Object> replies = new ArrayList<>();
        for (Response<Object> response : responses) {
            try {
                replies.add(response.get());
            } catch (JedisDataException error) {
                replies.add(error);
            }
        }
        return replies;
    }

    private void requireOpen() {
        if (closed) {
            throw new StorageUnavailableException("redis: the store is closed", null);
        }
    }
}
