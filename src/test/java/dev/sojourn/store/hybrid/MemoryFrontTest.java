package dev.sojourn.store.hybrid;

import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import dev.sojourn.store.jcache.SharedMemory;
import java.time.Clock;
import org.infinispan.commons.util.Version;

/** The contract over a front without an outbox. */
class MemoryFrontTest extends SessionStoreContract {

    private final H2 h2 = new H2();
    private SessionStore front;

    @Override
    protected String variant() {
        return "hybrid (memory, infinispan " + Version.getVersion() + ")";
    }

    @Override
    protected SessionStore newStore(Clock clock) {
        front = SharedMemory.open(100_000, clock);
        return open(clock);
    }

    @Override
    protected SessionStore secondNode(SessionStore first, Clock sameClock) {
        return open(sameClock);
    }

    private SessionStore open(Clock clock) {
        return HybridStores.open(new Unclosed(front), h2.open(clock), Nodes.options(clock));
    }
}
