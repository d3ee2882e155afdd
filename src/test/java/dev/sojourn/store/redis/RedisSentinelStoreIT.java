package dev.sojourn.store.redis;

import dev.sojourn.servers.RedisSentinels;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on a master that Sentinels know. */
class RedisSentinelStoreIT extends SessionStoreContract {

    private static RedisSentinels sentinels;

    @BeforeAll
    static void startSentinels() {
        sentinels = RedisSentinels.start();
    }

    @AfterAll
    static void stopSentinels() {
        sentinels.close();
    }

    @Override
    protected String variant() {
        return "redis " + sentinels.master().version() + ", Sentinel";
    }

    @Override
    protected SessionStore newStore(Clock clock) {
        sentinels.master().command("FLUSHALL");
        return open(clock);
    }

    @Override
    protected SessionStore secondNode(SessionStore first, Clock sameClock) {
        return open(sameClock);
    }

    private static SessionStore open(Clock clock) {
        return RedisStores.open(RedisTestOptions.of(sentinels), clock);
    }
}
