package dev.sojourn.store.hybrid;

import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import dev.sojourn.store.jcache.Cluster;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.infinispan.commons.util.Version;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract over two nodes of a JCache cluster, and H2; each test has a prefix of its own in the cluster. */
class JCacheFrontIT extends SessionStoreContract {

    private static final AtomicInteger OPENED = new AtomicInteger();

    private static Cluster nodes;

    private final String prefix = "test-" + OPENED.incrementAndGet() + ":";
    private final H2 h2 = new H2();

    @BeforeAll
    static void start() {
        nodes = new Cluster(2);
        nodes.start();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Override
    protected String variant() {
        return "hybrid (jcache, infinispan " + Version.getVersion() + ", two nodes)";
    }

    @Override
    protected SessionStore newStore(Clock clock) {
        return open(0, clock);
    }

    @Override
    protected SessionStore secondNode(SessionStore first, Clock sameClock) {
        return open(1, sameClock);
    }

    private SessionStore open(int node, Clock clock) {
        return HybridStores.open(nodes.store(node, prefix, clock), h2.open(clock), Nodes.options(clock));
    }
}
