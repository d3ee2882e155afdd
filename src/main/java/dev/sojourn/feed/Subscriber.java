package dev.sojourn.feed;

import dev.sojourn.event.EventSubscription;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A queue with a bound. What finds no room is counted, and the count stands where it is missing. Safe for many threads; nobody waits here for
 * longer than it takes to put something into the queue.
 */
final class Subscriber implements EventSubscription {

    /** At most so many items wait. */
    static final int MOST = 256;

    private final Runnable wake;
    private final Consumer<Subscriber> onClose;
    private final Deque<Item> queue = new ArrayDeque<>();
    private @Nullable String start;

    /** What found no room since the last item in the queue. */
    private long lost;

    /** Whether also something of which nobody knows how many it was. */
    private boolean lostUncounted;

    private boolean closed;

    Subscriber(Runnable wake, Consumer<Subscriber> onClose) {
        this.wake = wake;
        this.onClose = onClose;
    }

    /** Puts an item behind the others, or counts it. */
    void offer(Happened item) {
        boolean room;
        synchronized (this) {
            room = !closed && queue.size() + (missing() ? 1 : 0) < MOST;
            if (room) {
                if (missing()) {
                    queue.add(tellMissing());
                }
                queue.add(item);
            } else {
                lost++;
            }
        }
        if (room) {
            wake.run();
        }
    }

    /** Notes that something is missing here, and nobody knows how much. */
    void offerLost() {
        synchronized (this) {
            lostUncounted = true;
        }
        wake.run();
    }

    @Override
    public synchronized @Nullable Item next() {
        Item item = queue.poll();
        if (item == null && missing() && !closed) {
            return tellMissing();
        }
        return item;
    }

    /** For how many items there is room. */
    synchronized int room() {
        return closed ? 0 : MOST - queue.size() - (missing() ? 1 : 0);
    }

    /** Whether everything has been taken. */
    synchronized boolean isEmpty() {
        return queue.isEmpty() && !missing();
    }

    synchronized void startAt(String position) {
        start = position;
    }

    @Override
    public synchronized @Nullable String start() {
        return start;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            queue.clear();
        }
        onClose.accept(this);
    }

    private boolean missing() {
        return lost > 0 || lostUncounted;
    }

    private Lost tellMissing() {
        var told = new Lost(lostUncounted ? null : lost);
        lost = 0;
        lostUncounted = false;
        return told;
    }
}
