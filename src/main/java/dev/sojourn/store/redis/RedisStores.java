package dev.sojourn.store.redis;

import dev.sojourn.store.SessionStore;
import dev.sojourn.store.redis.RedisTopology.Cluster;
import dev.sojourn.store.redis.RedisTopology.Sentinel;
import dev.sojourn.store.redis.RedisTopology.Standalone;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** Opens stores of the storage {@code redis}. */
public final class RedisStores {

    private RedisStores() {}

    /**
     * A store with connections of its own, which {@link SessionStore#close} closes. Nothing is connected to yet: the server need not be
     * there. It always has the capabilities {@link dev.sojourn.store.Outbox} and {@link dev.sojourn.store.Incarnation};
     * {@link dev.sojourn.store.AtomicWrites} unless on a Cluster; and the indexes when {@link RedisOptions#indexed}.
     *
     * @param clock judges what is over
     * @throws IllegalArgumentException when certificates or keys for TLS cannot be read
     */
    public static SessionStore open(RedisOptions options, Clock clock) {
        return RedisStore.over(wire(options), options, clock);
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
        return RedisStore.over(new ClientWire(client), options, clock);
    }

    /** The way to the servers that the options name. */
    static Wire wire(RedisOptions options) {
        TlsSockets tls = options.tls() == null ? null : new TlsSockets(options.tls());
        if (options.topology() instanceof Cluster cluster) {
            return new ClusterWire(cluster.nodes(), node -> pool(options, tls, at -> node));
        }
        if (options.topology() instanceof Sentinel sentinel) {
            var masters = new SentinelMaster(
                    sentinel, node -> new Connector(at -> node, sentinel.login(), 0, tls, options.connectTimeout()));
            return new ServerWire(pool(options, tls, masters::find));
        }
        RedisNode node = ((Standalone) options.topology()).node();
        return new ServerWire(pool(options, tls, at -> node));
    }

    private static Pool pool(RedisOptions options, @Nullable TlsSockets tls, Function<Deadline, RedisNode> node) {
        var connector = new Connector(node, options.login(), options.database(), tls, options.connectTimeout());
        return new Pool(connector, options.poolSize());
    }
}
