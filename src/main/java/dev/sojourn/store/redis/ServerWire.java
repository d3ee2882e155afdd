package dev.sojourn.store.redis;

import dev.sojourn.store.guard.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.exceptions.JedisException;

/**
 * To one server: the one that was configured, or the master that Sentinels name. When a master turns out to be none any more, or its connections
 * die, all of them are given up, so that the next ones go to the master of then.
 */
final class ServerWire implements Wire {

    private final Pool pool;

    ServerWire(Pool pool) {
        this.pool = pool;
    }

    @Override
    public List<Object> send(List<? extends Command> commands, Duration left) {
        Deadline deadline = Deadline.in(left);
        List<Object> replies = exchange(commands, deadline);
        if (replies.stream().anyMatch(Failures::readOnly)) {
            // Nothing was written by what was refused; what was written before it recognises itself.
            pool.clear();
            replies = exchange(again(commands), deadline);
        }
        return replies;
    }

    @Override
    public List<Object> sendToMasters(Command command, Duration left) {
        return send(List.of(command), left);
    }

    @Override
    public boolean cluster() {
        return false;
    }

    @Override
    public void close() {
        pool.close();
    }

    private List<Object> exchange(List<? extends Command> commands, Deadline deadline) {
        Link link = pool.take(deadline);
        try {
            List<Object> replies = link.exchange(commands, deadline);
            pool.give(link);
            return replies;
        } catch (JedisException e) {
            if (!link.used() || Failures.timedOut(e)) {
                pool.discard(link);
                if (Failures.timedOut(e)) {
                    pool.clear();
                }
                throw Failures.lost(commands, e);
            }
            return exchangeAnew(link, commands, e, deadline);
        }
    }

    /** The server may have closed the connection while nobody looked: once more, on a new one. */
    private List<Object> exchangeAnew(
            Link link, List<? extends Command> commands, JedisException first, Deadline deadline) {
        try {
            pool.reconnect(link, deadline);
        } catch (RefusedException e) {
            throw e;
        } catch (RuntimeException unreachable) {
            first.addSuppressed(unreachable);
            throw Failures.lost(commands, first);
        }
        try {
            List<Object> replies = link.exchange(again(commands), deadline);
            pool.give(link);
            return replies;
        } catch (JedisException e) {
            pool.discard(link);
            throw Failures.lost(commands, e);
        }
    }

    static List<Command> again(List<? extends Command> commands) {
        List<Command> again = new ArrayList<>(commands.size());
        for (Command command : commands) {
            again.add(command.again());
        }
        return again;
    }
}
