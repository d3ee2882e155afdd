package dev.sojourn.store.redis;

import java.io.IOException;
import java.util.List;
import redis.clients.jedis.Connection;

/** One connection to a server, after its greeting. For one thread at a time. */
final class Link {

    private final Connection connection;
    private final DeadlineSocket socket;
    private final int generation;
    private long idleSince;
    private boolean used;

    Link(Connection connection, DeadlineSocket socket, int generation) {
        this.connection = connection;
        this.socket = socket;
        this.generation = generation;
    }

    /** Sends all, then reads their answers; see {@link #send} and {@link #receive}. */
    List<Object> exchange(List<? extends Command> commands, Deadline deadline) {
        send(commands, deadline);
        return receive(commands.size());
    }

    /** Puts commands on their way, as far as the buffers take them. */
    void send(List<? extends Command> commands, Deadline deadline) {
        socket.deadline(deadline);
        for (Command command : commands) {
            connection.sendCommand(command.arguments());
        }
    }

    /** Reads answers; one that is an error stands among them as the exception. */
    List<Object> receive(int answers) {
        List<Object> replies = connection.getMany(answers);
        used = true;
        return replies;
    }

    /** Whether it has answered before, so that the server may have closed it since. */
    boolean used() {
        return used;
    }

    int generation() {
        return generation;
    }

    long idleSince() {
        return idleSince;
    }

    void idleSince(long nanos) {
        idleSince = nanos;
    }

    /** At once: what is unsent stays unsent, and TLS says no goodbye, for which a server that hangs would let us wait. */
    void close() {
        try {
            socket.close();
        } catch (IOException nothingLeftToClose) {
            // a socket that cannot be closed is closed
        }
    }
}
