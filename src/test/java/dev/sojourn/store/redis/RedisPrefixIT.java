package dev.sojourn.store.redis;

import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.PrefixContract;
import dev.sojourn.store.SessionStore;
import java.time.Clock;

class RedisPrefixIT extends PrefixContract {

    private final RedisServer server = RedisServer.shared();

    @Override
    protected SessionStore open(String prefix, Clock clock) {
        return RedisStores.open(RedisTestOptions.of(server).withPrefix(prefix), clock);
    }
}
