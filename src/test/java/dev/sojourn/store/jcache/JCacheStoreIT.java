package dev.sojourn.store.jcache;

import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.infinispan.commons.util.Version;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract over two nodes of a cluster that runs for all tests; each test has a prefix of its own. */
class JCacheStoreIT extends SessionStoreContract {

    private static final AtomicInteger OPENED = new AtomicInteger();

    private static Cluster nodes;

    @BeforeAll
    static void start() {
        nodes = new Cluster(2);
        // both before the first test: records do not move while it runs
        nodes.start();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Override
    protected String variant() {
        return "jcache (infinispan " + Version.getVersion() + ", two nodes)";
    }

    @Override
    protected SessionStore newStore(Clock clock) {
        return nodes.store(0, "test-" + OPENED.incrementAndGet() + ":", clock);
    }

    @Override
    protected SessionStore secondNode(SessionStore first, Clock sameClock) {
        return nodes.store(1, "test-" + OPENED.get() + ":", sameClock);
    }
}
