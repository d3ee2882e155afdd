package dev.sojourn.store.redis;

import dev.failsafe.CircuitBreaker;
import dev.sojourn.StorageException;
import dev.sojourn.StorageUnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/** What goes to one node of a Cluster in one trip. For one thread. */
final class Parcel {

    private static final Command ASKING = new Command.Read(Protocol.Command.ASKING, List.of(), List.of());

    private final RedisNode node;
    private final List<Errand> errands;
    private final List<Command> commands = new ArrayList<>();
    private final List<Object> replies = new ArrayList<>();
    private @Nullable Pool pool;
    private @Nullable Link link;
    private @Nullable CircuitBreaker<Object> asked;
    private boolean connectionWasOld;
    private boolean sent;
    private @Nullable StorageException failure;

    Parcel(RedisNode node, List<Errand> errands) {
        this.node = node;
        this.errands = errands;
        for (Errand errand : errands) {
            if (errand.asking()) {
                commands.add(ASKING);
            }
            commands.add(errand.command());
        }
    }

    RedisNode node() {
        return node;
    }

    List<Errand> errands() {
        return errands;
    }

    /** The answers in the order of the errands, when there is no failure. */
    List<Object> replies() {
        return replies;
    }

    @Nullable
    StorageException failure() {
        return failure;
    }

    /** Whether the connection had been idle before, so that the server may have closed it. */
    boolean connectionWasOld() {
        return connectionWasOld;
    }

    /** Whether something that writes may have reached the node. */
    boolean mayHaveWritten() {
        return sent && commands.stream().anyMatch(Command::writes);
    }

    /** Puts it on its way, unless the node has not answered lately. */
    void sendOver(Pool way, CircuitBreaker<Object> breaker, Deadline deadline) {
        if (!breaker.tryAcquirePermit()) {
            failure = new StorageUnavailableException(
                    "redis: a node of the Cluster was not reachable a moment ago", null);
            return;
        }
        pool = way;
        asked = breaker;
        try {
            link = way.take(deadline);
            connectionWasOld = link.used();
            sent = true;
            link.send(commands, deadline);
        } catch (StorageUnavailableException e) {
            tell(false);
            failure = e;
        } catch (JedisException e) {
            failed(e);
        }
    }

    /** Waits for the answers, unless it failed already. */
    void receive(Deadline deadline) {
        if (link == null || pool == null || failure != null) {
            return;
        }
        try {
            List<Object> all = link.receive(commands, deadline);
            pool.give(link);
            tell(true);
            for (int i = 0; i < all.size(); i++) {
                if (commands.get(i) != ASKING) {
                    replies.add(all.get(i));
                }
            }
        } catch (JedisException e) {
            failed(e);
        }
    }

    /** Gives the connection up when nobody will receive, because this node or another one refused. */
    void abandon() {
        if (asked != null) {
            if (link != null && pool != null) {
                pool.discard(link);
            }
            tell(true);
        }
    }

    private void failed(JedisException e) {
        if (link != null && pool != null) {
            pool.discard(link);
            pool.clear();
        }
        if (Failures.timedOut(e)) {
            connectionWasOld = false;
        }
        if (connectionWasOld && asked != null && asked.isClosed()) {
            // many of them say no more about the node than one
            asked = null;
        }
        tell(false);
        failure = Failures.lost(commands, e);
    }

    /** Once only, and always: a breaker that is half open waits for it. */
    private void tell(boolean answered) {
        if (asked == null) {
            return;
        }
        if (answered) {
            asked.recordSuccess();
        } else {
            asked.recordFailure();
        }
        asked = null;
    }
}
