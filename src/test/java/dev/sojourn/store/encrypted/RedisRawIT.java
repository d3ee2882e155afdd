package dev.sojourn.store.encrypted;

import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.redis.RedisNode;
import dev.sojourn.store.redis.RedisOptions;
import dev.sojourn.store.redis.RedisStores;
import dev.sojourn.store.redis.RedisTopology;
import java.time.Clock;
import java.time.Duration;

class RedisRawIT extends RawStorageContract {

    private final RedisServer server = RedisServer.shared();

    @Override
    SessionStore open(Clock time) {
        return RedisStores.open(
                RedisOptions.defaults()
                        .withTopology(new RedisTopology.Standalone(new RedisNode("127.0.0.1", server.port())))
                        .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(5)),
                time);
    }

    @Override
    String raw() {
        return RedisRaw.of(server.port());
    }
}
