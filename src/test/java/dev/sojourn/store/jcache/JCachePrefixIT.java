package dev.sojourn.store.jcache;

import dev.sojourn.store.PrefixContract;
import dev.sojourn.store.SessionStore;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class JCachePrefixIT extends PrefixContract {

    private static Cluster node;

    @BeforeAll
    static void start() {
        node = new Cluster(1);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Override
    protected SessionStore open(String prefix, Clock clock) {
        return node.store(0, prefix, clock);
    }
}
