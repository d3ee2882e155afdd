package dev.sojourn.store.redis;

import dev.sojourn.StorageUnavailableException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Makes connections to one server, or to whichever a function names at that moment. Safe for many threads. */
final class Connector {

    private final Function<Deadline, RedisNode> node;
    private final JedisClientConfig greeting;
    private final @Nullable TlsSockets tls;
    private final Duration connectTimeout;

    /**
     * A connector.
     *
     * @param node to be connected to, asked for each connection
     * @param tls null for plain text
     */
    Connector(
            Function<Deadline, RedisNode> node,
            RedisLogin login,
            int database,
            @Nullable TlsSockets tls,
            Duration connectTimeout) {
        this.node = node;
        this.greeting = greeting(login, database);
        this.tls = tls;
        this.connectTimeout = connectTimeout;
    }

    /**
     * A new connection.
     *
     * @throws StorageUnavailableException when there is none
     * @throws dev.sojourn.store.guard.RefusedException when the server did not let us in
     */
    Link.Opened connect(Deadline deadline) {
        Deadline soon = deadline.orIn(connectTimeout);
        RedisNode to = node.apply(soon);
        AtomicReference<DeadlineSocket> socket = new AtomicReference<>();
        JedisSocketFactory factory = () -> socket(to, soon, socket);
        try {
            var connection = new Connection(factory, greeting);
            return new Link.Opened(connection, Objects.requireNonNull(socket.get()));
        } catch (JedisDataException refused) {
            throw Failures.refused(refused);
        } catch (JedisException e) {
            throw new StorageUnavailableException("redis: " + to + " cannot be reached", e);
        } catch (RuntimeException e) {
            // whatever Jedis throws at what no Redis answers to a greeting: a ClassCastException and others
            close(socket.get());
            throw new StorageUnavailableException("redis: " + to + " does not speak as Redis does", e);
        }
    }

    private static void close(@Nullable DeadlineSocket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException nothingLeftToClose) {
            // a socket that cannot be closed is closed
        }
    }

    private Socket socket(RedisNode to, Deadline soon, AtomicReference<DeadlineSocket> made) {
        var plain = new DeadlineSocket(soon);
        made.set(plain);
        try {
            plain.connect(to);
            return tls == null ? plain : tls.over(plain, to);
        } catch (IOException e) {
            try {
                plain.close();
            } catch (IOException alsoBroken) {
                e.addSuppressed(alsoBroken);
            }
            throw new JedisConnectionException("no connection", e);
        }
    }

    /** Only what is needed: no library's name and version, and the protocol that every server speaks. */
    private static JedisClientConfig greeting(RedisLogin login, int database) {
        return DefaultJedisClientConfig.builder()
                .protocol(RedisProtocol.RESP2)
                .autoNegotiateProtocol(false)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .user(login.username())
                .password(login.password())
                .database(database)
                .build();
    }
}
