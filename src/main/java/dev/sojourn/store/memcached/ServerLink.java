package dev.sojourn.store.memcached;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.guard.Guard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.command.binary.BaseBinaryCommand;
import net.rubyeye.xmemcached.command.binary.ResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * One server: its connections, the thread that opens them, and its guard. Connections that broke are opened again, {@value #PAUSE_MILLIS} ms
 * after a failure, for as long as the store is open. Safe for many threads.
 */
final class ServerLink implements AutoCloseable {

    private static final Log LOG = Log.of(ServerLink.class);

    private static final int PAUSE_MILLIS = 250;
    private static final int CONNECT_MILLIS = 1000;

    private final ServerAddress server;
    private final int poolSize;
    private final Wire wire;
    private final @Nullable Credentials credentials;
    private final Guard guard;
    private final Thread opener;

    // Guarded by this.
    private final List<Connection> connections = new ArrayList<>();
    private long newest;
    private int turn;
    private @Nullable Trouble trouble;
    private boolean shortLived;
    private boolean closed;

    ServerLink(ServerAddress server, int poolSize, Duration timeout, Wire wire, @Nullable Credentials credentials) {
        this.server = server;
        this.poolSize = poolSize;
        this.wire = wire;
        this.credentials = credentials;
        this.guard = new Guard("memcached " + server, timeout);
        this.opener = new Thread(this::keepConnected, "sojourn-memcached-" + server);
        opener.setDaemon(true);
    }

    void start() {
        opener.start();
    }

    Guard guard() {
        return guard;
    }

    @Override
    public String toString() {
        return "memcached " + server;
    }

    /**
     * A connection, the next one each time. Waits for one only while nobody knows yet that there is none.
     *
     * @throws StorageUnavailableException or {@link dev.sojourn.store.guard.RefusedException} when there is none
     */
    synchronized Connection connection(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            while (!closed && connections.isEmpty() && trouble == null) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left < 1) {
                    throw new StorageUnavailableException(this + ": no connection in time", null);
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException(this + ": interrupted while waiting for a connection", e);
        }
        if (closed) {
            throw new StorageUnavailableException(this + ": the store is closed", null);
        }
        if (connections.isEmpty()) {
            throw Objects.requireNonNull(trouble).toException();
        }
        turn = (turn + 1) % connections.size();
        return connections.get(turn);
    }

    synchronized boolean isConnected() {
        return !connections.isEmpty();
    }

    /** The number of the connection that was opened last. */
    synchronized long newest() {
        return newest;
    }

    private void keepConnected() {
        try {
            while (connectionMissing()) {
                Trouble met = open();
                if (met != null) {
                    note(met);
                    pause();
                } else if (someWereShortLived()) {
                    pause();
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until a connection is missing; false when closed. */
    private synchronized boolean connectionMissing() throws InterruptedException {
        while (!closed && connections.size() >= poolSize) {
            wait();
        }
        return !closed;
    }

    private @Nullable Trouble open() throws InterruptedException {
        try {
            // Resolved each time: a name may move to another address.
            var address = new InetSocketAddress(server.host(), server.port());
            if (address.isUnresolved()) {
                throw new UnknownHostException(server.host());
            }
            if (isClosed()) {
                throw new InterruptedException("closed while the name was looked up");
            }
            Connection connection = wire.connect(new Attempt(address, this::lost), CONNECT_MILLIS);
            String refusal = signIn(connection);
            if (refusal != null) {
                connection.close();
                return new Trouble(this + " " + refusal, true, new IOException(refusal));
            }
            add(connection);
            return null;
        } catch (IOException | RuntimeException e) {
            return new Trouble(this + " cannot be reached", false, e);
        }
    }

    /** Null, or what the server has against it. */
    private @Nullable String signIn(Connection connection) throws IOException, InterruptedException {
        if (credentials == null) {
            return null;
        }
        Command command = credentials.command();
        connection.send(List.of(command));
        if (!connection.await(command, TimeUnit.MILLISECONDS.toNanos(CONNECT_MILLIS))) {
            connection.close();
            throw new IOException("no answer to the authentication");
        }
        ResponseStatus status = ((BaseBinaryCommand) command).getResponseStatus();
        if (status == null) {
            throw new IOException("the connection broke during authentication");
        }
        return switch (status) {
            case NO_ERROR -> null;
            case AUTH_REQUIRED, AUTH_ERROR -> Request.WRONG_CREDENTIALS;
            case UNKNOWN_COMMAND, NOT_SUPPORTED -> "does not know SASL: start it with -S, or set no user name";
            default -> "refused the authentication: " + status;
        };
    }

    private void add(Connection connection) {
        if (!added(connection)) {
            connection.close();
        }
    }

    /** False when it is not wanted any more. */
    private synchronized boolean added(Connection connection) {
        connection.number(++newest);
        // Lost already, it will not be told of again.
        if (closed || connection.isLost()) {
            return false;
        }
        connections.add(connection);
        if (trouble != null) {
            LOG.say(Message.MEMCACHED_SERVER_BACK, this);
            trouble = null;
        }
        notifyAll();
        return true;
    }

    private synchronized void note(Trouble met) {
        if (connections.isEmpty()) {
            if (trouble == null || !trouble.message().equals(met.message())) {
                LOG.say(Message.MEMCACHED_SERVER_FAILS, met.forLog());
            }
            trouble = met;
            notifyAll();
        }
    }

    private synchronized void pause() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
        long left = PAUSE_MILLIS;
        while (left > 0 && !closed) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
    }

    private synchronized void lost(Connection connection) {
        connections.remove(connection);
        shortLived |= connection.age() < TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
        notifyAll();
    }

    /** Whether a connection broke right after it was opened, since this was asked last: a server at its limit of connections, say. */
    private synchronized boolean someWereShortLived() {
        boolean was = shortLived;
        shortLived = false;
        return was;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Returns when no more connections are opened, and the opened ones are closed. */
    @Override
    public void close() {
        List<Connection> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(connections);
            notifyAll();
        }
        opener.interrupt();
        open.forEach(Connection::close);
        try {
            // Longer only when it looks up a name, after which it finds out.
            opener.join(2L * CONNECT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
