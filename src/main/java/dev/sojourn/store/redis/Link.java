package dev.sojourn.store.redis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** The way to a server over one connection at a time, once it is connected. For one thread at a time. */
final class Link {

    private final Connector connector;
    private @Nullable Opened opened;
    private int generation;
    private boolean used;

    Link(Connector connector) {
        this.connector = connector;
    }

    /** A connection after its greeting, and the socket below it, which is told how long an answer may take. */
    record Opened(Connection connection, DeadlineSocket socket) {}

    /**
     * Connects it, anew if it was.
     *
     * @param age that {@link #generation} will answer
     * @throws dev.sojourn.StorageUnavailableException when there is no connection
     * @throws dev.sojourn.store.guard.RefusedException when the server did not let us in
     */
    void connect(Deadline deadline, int age) {
        close();
        used = false;
        generation = age;
        opened = connector.connect(deadline);
    }

    boolean isConnected() {
        return opened != null;
    }

    /** One trip; see {@link #send} and {@link #receive}. */
    List<Object> exchange(List<? extends Command> commands, Deadline deadline) {
        send(commands, deadline);
        return receive(commands, deadline);
    }

    /** Puts commands on their way, as far as the buffers take them. */
    void send(List<? extends Command> commands, Deadline deadline) {
        Opened way = opened();
        way.socket().deadline(deadline);
        for (Command command : commands) {
            way.connection().sendCommand(command.arguments());
        }
    }

    /**
     * Reads the answers; one that is an error stands among them as the exception. A server that does not know a script, because it was started anew,
     * gets it in full, and again what reads after it.
     */
    List<Object> receive(List<? extends Command> commands, Deadline deadline) {
        List<Object> replies = read(commands.size());
        used = true;
        List<Command> missing = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            Command command = commands.get(i);
            boolean unknown = replies.get(i) instanceof JedisNoScriptException;
            if (unknown || (!missing.isEmpty() && !command.writes())) {
                missing.add(unknown ? command.inFull() : command);
                places.add(i);
            }
        }
        if (missing.isEmpty()) {
            return replies;
        }
        send(missing, deadline);
        List<Object> found = read(missing.size());
        List<Object> whole = new ArrayList<>(replies);
        for (int i = 0; i < found.size(); i++) {
            whole.set(places.get(i), found.get(i));
        }
        return whole;
    }

    private List<Object> read(int answers) {
        try {
            return opened().connection().getMany(answers);
        } catch (JedisException e) {
            throw e;
        } catch (RuntimeException e) {
            // lengths that cannot be, for instance
            throw new JedisConnectionException("what answers does not speak as Redis does", e);
        }
    }

    /** Whether it has answered before, so that the server may have closed it since. */
    boolean used() {
        return used;
    }

    /** The age of its connection, as given to {@link #connect}. */
    int generation() {
        return generation;
    }

    /** At once: what is unsent stays unsent, and TLS says no goodbye, for which a server that hangs would let us wait. */
    void close() {
        if (opened != null) {
            try {
                opened.socket().close();
            } catch (IOException nothingLeftToClose) {
                // a socket that cannot be closed is closed
            }
            opened = null;
        }
    }

    private Opened opened() {
        return Objects.requireNonNull(opened, "not connected");
    }
}
