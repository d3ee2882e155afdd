package dev.sojourn.feed;

import dev.sojourn.store.HistoryTail;
import dev.sojourn.store.HistoryTail.Numbered;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * How far a history has been read. Numbers that were missing amid others are looked for again until it is certain that they never come. For one
 * thread at a time.
 */
final class Reading {

    /** So far back from the latest something may still be on its way when reading begins. */
    private static final int LOOK_BACK = 500;

    private static final int PAGE = 1000;

    private final HistoryTail tail;
    private final LongSupplier nanos;
    private final Position position;
    private final Deque<Sight> sights = new ArrayDeque<>();

    private Reading(HistoryTail tail, LongSupplier nanos, Position position) {
        this.tail = tail;
        this.nanos = nanos;
        this.position = position;
    }

    /** What was the greatest number at a moment. */
    private record Sight(long nanos, long greatest) {}

    /** Begins after everything that is visible now. */
    static Reading begin(HistoryTail tail, LongSupplier nanos) {
        var reading = new Reading(tail, nanos, new Position(Math.max(0, tail.latest() - LOOK_BACK)));
        reading.goOn(fresh -> {}, settled -> {});
        return reading;
    }

    /** What has been read. */
    Position position() {
        return position;
    }

    /** Reads what is visible now and was not before. */
    void goOn(Consumer<List<Numbered>> fresh, LongConsumer settled) {
        long from = position.all();
        List<Numbered> page;
        do {
            page = tail.after(from, PAGE);
            List<Numbered> unseen = page.stream()
                    .filter(one -> !position.contains(one.number()))
                    .toList();
            unseen.forEach(one -> position.add(one.number()));
            if (!unseen.isEmpty()) {
                fresh.accept(unseen);
                from = page.get(page.size() - 1).number();
            } else if (!page.isEmpty()) {
                from = page.get(page.size() - 1).number();
            }
        } while (page.size() == PAGE);
        settle(settled);
    }

    private void settle(LongConsumer settled) {
        long now = nanos.getAsLong();
        long longAgo = now - tail.settling().toNanos();
        if (sights.isEmpty() || sights.peekLast().greatest() != position.greatest()) {
            sights.add(new Sight(now, position.greatest()));
        }
        while (!sights.isEmpty() && sights.peekFirst().nanos() - longAgo <= 0) {
            long certain = sights.removeFirst().greatest();
            position.settle(certain);
            settled.accept(certain);
        }
    }
}
