package dev.sojourn.store.redis;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.EventChannel;
import dev.sojourn.store.guard.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One channel of Redis' publish and subscribe. Sent over the connections of the pool, received over one of its own. On a Cluster any node will do: they
 * tell each other.
 */
final class RedisChannel implements EventChannel {

    private static final byte[] MESSAGE = Scores.text("message");

    private final Server server;
    private final byte[] name;
    private final Function<Deadline, Link.Opened> connections;
    private final Duration timeout;
    private final Duration silence;

    /**
     * This channel.
     *
     * @param connections makes the one to listen on
     * @param timeout of connecting and subscribing
     * @param silence after which a connection counts as broken
     */
    RedisChannel(
            Server server,
            byte[] name,
            Function<Deadline, Link.Opened> connections,
            Duration timeout,
            Duration silence) {
        this.server = server;
        this.name = name;
        this.connections = connections;
        this.timeout = timeout;
        this.silence = silence;
    }

    @Override
    public void send(List<Bytes> messages) {
        List<Command.Read> commands = messages.stream()
                .map(message -> Command.Read.of(Protocol.Command.PUBLISH, name, message.toArray()))
                .toList();
        server.send(commands).forEach(Reply::checked);
    }

    @Override
    public Listening listening() {
        return new Subscribed();
    }

    private final class Subscribed implements Listening {

        private @Nullable DeadlineSocket socket;
        private boolean closed;

        @Override
        public void receive(Runnable ready, Consumer<Bytes> receiver) {
            try {
                Link.Opened opened = connections.apply(Deadline.in(timeout));
                if (!use(opened.socket())) {
                    return;
                }
                opened.socket().deadline(Deadline.in(timeout));
                opened.connection().sendCommand(Protocol.Command.SUBSCRIBE, name);
                List<?> unused = Reply.list(opened.connection().getOne());
                ready.run();
                while (true) {
                    opened.socket().deadline(Deadline.in(silence));
                    receive(opened.connection(), receiver);
                }
            } catch (JedisDataException refused) {
                throw Failures.refusal(refused);
            } catch (RefusedException refused) {
                throw new StorageUnavailableException("redis: the server refuses to be listened to", refused);
            } catch (JedisException broken) {
                if (!isClosed()) {
                    throw new StorageUnavailableException("redis: the connection for events broke", broken);
                }
            } finally {
                giveUp();
            }
        }

        private void receive(Connection connection, Consumer<Bytes> receiver) {
            List<?> push = Reply.list(connection.getOne());
            if (push.size() == 3
                    && push.get(0) instanceof byte[] kind
                    && Arrays.equals(kind, MESSAGE)
                    && push.get(2) instanceof byte[] content) {
                receiver.accept(Bytes.copyOf(content));
            }
        }

        private synchronized boolean use(DeadlineSocket opened) {
            socket = opened;
            return !closed;
        }

        private synchronized boolean isClosed() {
            return closed;
        }

        private synchronized void giveUp() {
            if (socket != null) {
                try {
                    socket.close();
                } catch (IOException nothingLeftToClose) {
                    // a socket that cannot be closed is closed
                }
                socket = null;
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            giveUp();
        }
    }
}
