package dev.sojourn.feed;

import dev.sojourn.event.EventSubscription.Happened;
import dev.sojourn.store.HistoryTail;
import dev.sojourn.store.HistoryTail.Numbered;
import java.util.List;

/**
 * One who watches a history, and what he has been given of it. Who takes it too slowly, or comes from further back, is behind: he gets it from the
 * history itself, as he has room, until he has caught up. For one thread at a time, but for {@link #subscriber}.
 */
final class Follower {

    /** Who is behind by more than this has lost the rest. */
    static final int MOST_BACK = 1000;

    /** Of other prefixes in the same table so many may stand between. */
    private static final int MOST_LOOKED_AT = 10 * MOST_BACK;

    private static final int PAGE = 250;

    private final Subscriber subscriber;
    private Position position;
    private boolean behind;
    private int given;
    private int lookedAt;

    /**
     * Begins.
     *
     * @param position what he needs not be given
     * @param behind whether there may be more than what is going to be dispatched
     */
    Follower(Subscriber subscriber, Position position, boolean behind) {
        this.subscriber = subscriber;
        this.position = position;
        this.behind = behind;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    /** Takes what the history has that it had not before. */
    void dispatch(List<Numbered> fresh) {
        if (behind) {
            return;
        }
        long entries = fresh.stream().filter(one -> one.entry() != null).count();
        if (entries > subscriber.room()) {
            behind = true;
            given = 0;
            lookedAt = 0;
            return;
        }
        fresh.forEach(this::give);
    }

    /** Numbers that are missing up to this one never will be there. */
    void settle(long number) {
        if (!behind) {
            position.settle(number);
        }
    }

    /** Gives what is missing, as far as there is room. */
    void catchUp(HistoryTail tail, Position reached) {
        if (!behind || !subscriber.isEmpty()) {
            return;
        }
        long from = position.all();
        List<Numbered> page;
        do {
            page = tail.after(from, PAGE);
            for (Numbered one : page) {
                if (subscriber.room() == 0) {
                    return;
                }
                if (lookedAt >= MOST_LOOKED_AT || given >= MOST_BACK) {
                    goOnFrom(reached);
                    return;
                }
                lookedAt++;
                give(one);
                from = one.number();
            }
        } while (page.size() == PAGE);
        behind = false;
        position.addAll(reached);
    }

    private void goOnFrom(Position reached) {
        position = reached.copy();
        behind = false;
        subscriber.offerLost();
    }

    private void give(Numbered one) {
        if (!position.contains(one.number())) {
            position.add(one.number());
            if (one.entry() != null) {
                given++;
                subscriber.offer(new Happened(position.toString(), Entries.event(one.entry())));
            }
        }
    }
}
