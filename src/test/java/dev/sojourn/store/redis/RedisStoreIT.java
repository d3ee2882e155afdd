package dev.sojourn.store.redis;

import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import java.time.Clock;

/** The contract on one server. */
class RedisStoreIT extends SessionStoreContract {

    private final RedisOptions options = RedisTestOptions.of(RedisServer.shared());

    @Override
    protected String variant() {
        return "redis " + RedisServer.shared().version();
    }

    @Override
    protected SessionStore newStore(Clock clock) {
        return RedisStores.open(options, clock);
    }

    @Override
    protected SessionStore secondNode(SessionStore first, Clock sameClock) {
        return RedisStores.open(options, sameClock);
    }
}
