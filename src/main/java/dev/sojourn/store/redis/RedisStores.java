package dev.sojourn.store.redis;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.guard.RefusedException;
import dev.sojourn.store.redis.RedisTopology.Cluster;
import dev.sojourn.store.redis.RedisTopology.Sentinel;
import dev.sojourn.store.redis.RedisTopology.Standalone;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** Opens stores of the storage {@code redis}. */
public final class RedisStores {

    private RedisStores() {}

    /**
     * A store with connections of its own, which {@link SessionStore#close} closes. Nothing is connected to yet: the server need not be
     * there. It always has the capabilities {@link dev.sojourn.store.Outbox} and {@link dev.sojourn.store.Incarnation},
     * and {@link dev.sojourn.store.EventChannel}; {@link dev.sojourn.store.AtomicWrites} unless on a Cluster; and the indexes when {@link RedisOptions#indexed}.
     *
     * @param clock judges what is over
     * @throws IllegalArgumentException when certificates or keys for TLS cannot be read
     */
    public static SessionStore open(RedisOptions options, Clock clock) {
        return RedisStore.over(wire(options), listening(options), options, clock);
    }

    /**
     * A store over a client that was given: it is used and never closed. Its own timeouts bound each trip, since the store cannot change
     * them.
     *
     * @param client of one server, of Sentinels or of a Cluster
     * @param options of which {@code prefix}, {@code timeout} and {@code indexed} count
     * @param clock judges what is over
     */
    public static SessionStore over(UnifiedJedis client, RedisOptions options, Clock clock) {
        return RedisStore.over(new ClientWire(client), null, options, clock);
    }

    /** The way to the servers that the options name. */
    static Wire wire(RedisOptions options) {
        TlsSockets tls = options.tls() == null ? null : new TlsSockets(options.tls());
        if (options.topology() instanceof Cluster cluster) {
            return new ClusterWire(cluster.nodes(), node -> pool(options, tls, at -> node));
        }
        return new ServerWire(pool(options, tls, master(options, tls)));
    }

    /** Connections to listen on: to where the records are, on a Cluster to the first node that answers. */
    private static Function<Deadline, Link.Opened> listening(RedisOptions options) {
        TlsSockets tls = options.tls() == null ? null : new TlsSockets(options.tls());
        if (options.topology() instanceof Cluster cluster) {
            List<Connector> connectors = cluster.nodes().stream()
                    .map(node -> connector(options, tls, at -> node))
                    .toList();
            return deadline -> firstThatAnswers(connectors, deadline);
        }
        return connector(options, tls, master(options, tls))::connect;
    }

    private static Link.Opened firstThatAnswers(List<Connector> connectors, Deadline deadline) {
        var failed = new StorageUnavailableException("redis: no configured node of the Cluster can be reached", null);
        int left = connectors.size();
        for (Connector connector : connectors) {
            try {
                // one that hangs must leave time for the others
                return connector.connect(deadline.orIn(Duration.ofMillis(1 + deadline.millis() / left)));
            } catch (StorageUnavailableException | RefusedException e) {
                failed.addSuppressed(e);
            }
            left--;
        }
        throw failed;
    }

    private static Function<Deadline, RedisNode> master(RedisOptions options, @Nullable TlsSockets tls) {
        if (options.topology() instanceof Sentinel sentinel) {
            return new SentinelMaster(
                            sentinel,
                            node -> new Connector(at -> node, sentinel.login(), 0, tls, options.connectTimeout()))
                    ::find;
        }
        RedisNode node = ((Standalone) options.topology()).node();
        return at -> node;
    }

    private static Pool pool(RedisOptions options, @Nullable TlsSockets tls, Function<Deadline, RedisNode> node) {
        return new Pool(connector(options, tls, node), options.poolSize());
    }

    private static Connector connector(
            RedisOptions options, @Nullable TlsSockets tls, Function<Deadline, RedisNode> node) {
        return new Connector(node, options.login(), options.database(), tls, options.connectTimeout());
    }
}
