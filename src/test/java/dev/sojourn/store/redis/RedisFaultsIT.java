package dev.sojourn.store.redis;

import dev.sojourn.servers.RedisServer;
import dev.sojourn.servers.TestServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.faults.StoreFaultsContract;
import java.time.Clock;
import java.time.Duration;

class RedisFaultsIT extends StoreFaultsContract {

    @Override
    protected TestServer startServer() {
        return RedisServer.with().durable().start();
    }

    @Override
    protected SessionStore open(int port, Duration timeout, Clock clock) {
        return RedisStores.open(RedisTestOptions.of(port).withTimeouts(timeout, timeout), clock);
    }

    @Override
    protected String storage() {
        return "redis";
    }
}
