package dev.sojourn.store.hybrid;

import dev.sojourn.store.SessionStore;
import dev.sojourn.store.jcache.SharedMemory;
import dev.sojourn.support.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two nodes over one front without an outbox and one database. The way of the first node to each of them can be broken. */
abstract class TwoNodes {

    /** How many copies a node keeps. */
    static final int ROOM = 100;

    final MutableClock clock = MutableClock.startingNow();
    private final H2 h2 = new H2();
    final SessionStore memory = SharedMemory.open(100_000, clock);
    final Breakable toFront = new Breakable();
    final Breakable toDatabase = new Breakable();
    SessionStore node;
    SessionStore other;
    SessionStore database;

    @BeforeEach
    void openNodes() {
        node = open(toFront, toDatabase);
        other = open(new Breakable(), new Breakable());
        database = h2.open(clock);
    }

    @AfterEach
    void closeNodes() {
        node.close();
        other.close();
        database.close();
        memory.close();
    }

    SessionStore open(Breakable front, Breakable behind) {
        return open(front, behind, Nodes.POLL);
    }

    SessionStore open(Breakable front, Breakable behind, Duration poll) {
        HybridOptions options = Nodes.options(clock);
        return HybridStores.open(
                front.around(new Unclosed(memory)),
                behind.around(h2.open(clock)),
                new HybridOptions(poll, ROOM, clock, options.random(), options.threads()));
    }
}
