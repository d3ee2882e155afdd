package dev.sojourn.config;

import dev.sojourn.store.redis.RedisLogin;
import dev.sojourn.store.redis.RedisNode;
import dev.sojourn.store.redis.RedisOptions;
import dev.sojourn.store.redis.RedisTls;
import dev.sojourn.store.redis.RedisTopology;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code sojourn.redis}, whose keys tell of the servers in four ways: url, host, sentinels, cluster nodes. */
final class RedisReader {

    private final Values values;
    private final boolean used;
    private final Ties ties;

    RedisReader(Values values, boolean used) {
        this.values = values;
        this.used = used;
        this.ties = new Ties(values, used);
    }

    RedisOptions read(String prefix) {
        RedisOptions url = values.given(StorageKeys.REDIS_URL);
        return (url != null ? ofUrl(url) : ofKeys())
                .withPrefix(prefix)
                .withTls(tls(url != null && url.tls() != null))
                .withPoolSize(values.get(StorageKeys.REDIS_POOL_SIZE))
                .withTimeouts(values.get(StorageKeys.REDIS_TIMEOUT), values.get(StorageKeys.REDIS_CONNECT_TIMEOUT));
    }

    private RedisOptions ofUrl(RedisOptions url) {
        ties.overrides(
                StorageKeys.REDIS_URL,
                StorageKeys.REDIS_HOST,
                StorageKeys.REDIS_PORT,
                StorageKeys.REDIS_DATABASE,
                StorageKeys.REDIS_USERNAME,
                StorageKeys.REDIS_PASSWORD);
        ties.excludes(
                StorageKeys.REDIS_URL,
                StorageKeys.REDIS_SENTINELS,
                StorageKeys.REDIS_SENTINEL_MASTER,
                StorageKeys.REDIS_SENTINEL_USERNAME,
                StorageKeys.REDIS_SENTINEL_PASSWORD,
                StorageKeys.REDIS_CLUSTER_NODES);
        return url;
    }

    private RedisOptions ofKeys() {
        RedisTopology topology = topology();
        return RedisOptions.defaults()
                .withLogin(login(StorageKeys.REDIS_USERNAME, StorageKeys.REDIS_PASSWORD))
                .withTopology(topology)
                .withDatabase(database(topology));
    }

    private RedisTopology topology() {
        List<RedisNode> sentinels = values.get(StorageKeys.REDIS_SENTINELS);
        List<RedisNode> nodes = values.get(StorageKeys.REDIS_CLUSTER_NODES);
        String master = values.given(StorageKeys.REDIS_SENTINEL_MASTER);
        RedisLogin login = login(StorageKeys.REDIS_SENTINEL_USERNAME, StorageKeys.REDIS_SENTINEL_PASSWORD);
        if (sentinels.isEmpty()) {
            ties.needs(
                    StorageKeys.REDIS_SENTINELS,
                    StorageKeys.REDIS_SENTINEL_MASTER,
                    StorageKeys.REDIS_SENTINEL_USERNAME,
                    StorageKeys.REDIS_SENTINEL_PASSWORD);
        } else {
            ties.overrides(StorageKeys.REDIS_SENTINELS, StorageKeys.REDIS_HOST, StorageKeys.REDIS_PORT);
            ties.excludes(StorageKeys.REDIS_SENTINELS, StorageKeys.REDIS_CLUSTER_NODES);
            if (master != null) {
                return new RedisTopology.Sentinel(master, sentinels, login);
            }
            ties.requires(StorageKeys.REDIS_SENTINELS, StorageKeys.REDIS_SENTINEL_MASTER);
        }
        if (!nodes.isEmpty()) {
            ties.overrides(StorageKeys.REDIS_CLUSTER_NODES, StorageKeys.REDIS_HOST, StorageKeys.REDIS_PORT);
            return new RedisTopology.Cluster(nodes);
        }
        return new RedisTopology.Standalone(
                new RedisNode(values.get(StorageKeys.REDIS_HOST), values.get(StorageKeys.REDIS_PORT)));
    }

    private int database(RedisTopology topology) {
        int database = values.get(StorageKeys.REDIS_DATABASE);
        if (database == 0 || !(topology instanceof RedisTopology.Cluster)) {
            return database;
        }
        ties.excludes(StorageKeys.REDIS_CLUSTER_NODES, StorageKeys.REDIS_DATABASE);
        return 0;
    }

    private RedisLogin login(Key<String> usernameKey, Key<String> passwordKey) {
        String username = values.given(usernameKey);
        String password = values.given(passwordKey);
        if (username != null && password == null) {
            ties.requires(usernameKey, passwordKey);
            return RedisLogin.NONE;
        }
        return new RedisLogin(username, password);
    }

    private @Nullable RedisTls tls(boolean byUrl) {
        Boolean given = values.given(StorageKeys.REDIS_TLS);
        boolean checkHost = values.get(StorageKeys.REDIS_TLS_CHECK_HOST);
        if (used && byUrl && given != null && !given) {
            values.refuse(StorageKeys.REDIS_TLS, "false", "true, as " + StorageKeys.REDIS_URL.name() + " says rediss");
        }
        if (!byUrl && (given == null || !given)) {
            Key<?> missing = values.sound(StorageKeys.REDIS_URL) ? StorageKeys.REDIS_TLS : StorageKeys.REDIS_URL;
            ties.needs(
                    missing,
                    StorageKeys.REDIS_TLS_TRUST_CERTIFICATES,
                    StorageKeys.REDIS_TLS_TRUST_STORE,
                    StorageKeys.REDIS_TLS_TRUST_STORE_PASSWORD,
                    StorageKeys.REDIS_TLS_CERTIFICATE,
                    StorageKeys.REDIS_TLS_KEY,
                    StorageKeys.REDIS_TLS_CHECK_HOST);
            return null;
        }
        if (used && !checkHost) {
            values.warn(StorageKeys.REDIS_TLS_CHECK_HOST.name()
                    + " is false: whoever has any certificate that is trusted can pose as the Redis server");
        }
        return details(checkHost);
    }

    private RedisTls details(boolean checkHost) {
        boolean certificates = ties.isGiven(StorageKeys.REDIS_TLS_TRUST_CERTIFICATES);
        if (certificates) {
            ties.excludes(StorageKeys.REDIS_TLS_TRUST_CERTIFICATES, StorageKeys.REDIS_TLS_TRUST_STORE);
        }
        boolean client = ties.together(StorageKeys.REDIS_TLS_CERTIFICATE, StorageKeys.REDIS_TLS_KEY);
        return new RedisTls(
                values.given(StorageKeys.REDIS_TLS_TRUST_CERTIFICATES),
                certificates ? null : values.given(StorageKeys.REDIS_TLS_TRUST_STORE),
                values.given(StorageKeys.REDIS_TLS_TRUST_STORE_PASSWORD),
                client ? values.given(StorageKeys.REDIS_TLS_CERTIFICATE) : null,
                client ? values.given(StorageKeys.REDIS_TLS_KEY) : null,
                checkHost);
    }
}
