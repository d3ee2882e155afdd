package dev.sojourn.store.hybrid;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How the nodes of the tests are set. */
final class Nodes {

    /** As by default, but quicker. */
    static final Duration POLL = Duration.ofMillis(200);

    private Nodes() {}

    static HybridOptions options(Clock clock) {
        HybridOptions usual =
                HybridOptions.usual(clock, () -> ThreadLocalRandom.current().nextLong());
        return new HybridOptions(POLL, usual.nodeOutbox(), clock, usual.random(), usual.threads());
    }
}
