package dev.sojourn.store.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the trips over another wire; what goes to several nodes at once is one. */
record CountingWire(Wire wire, AtomicInteger trips) implements Wire {

    @Override
    public List<Object> send(List<? extends Command> commands, Duration left) {
        trips.incrementAndGet();
        return wire.send(commands, left);
    }

    @Override
    public List<Object> sendToMasters(Command command, Duration left) {
        trips.incrementAndGet();
        return wire.sendToMasters(command, left);
    }

    @Override
    public boolean cluster() {
        return wire.cluster();
    }

    @Override
    public void close() {
        wire.close();
    }
}
