package dev.sojourn.store.hybrid;

import dev.sojourn.StorageException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.Mirror;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import dev.sojourn.store.WriteOutcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Hands to the database what was written in the front: at once before a call answers, or late. Safe for many threads, and nodes may deliver the
 * same copies at once.
 */
final class Delivery {

    private static final Log LOG = Log.of(Delivery.class);

    private static final int TRIES = 4;

    private final Front front;
    private final SessionStore database;
    private final AtomicWrites atomic;
    private final Mirror mirror;
    private final NodeOutbox node;
    private final Alignment alignment;
    private final Graves graves;
    private final Clock clock;
    private final Queue<StoredRecord> done = new ConcurrentLinkedQueue<>();

    Delivery(Front front, SessionStore database, NodeOutbox node, Alignment alignment, Graves graves, Clock clock) {
        this.front = front;
        this.database = database;
        this.atomic = database.capability(AtomicWrites.class).orElseThrow();
        this.mirror = database.capability(Mirror.class).orElseThrow();
        this.node = node;
        this.alignment = alignment;
        this.graves = graves;
        this.clock = clock;
    }

    /** How a record of the database stands to one that was written in the front. */
    private enum Standing {
        /** It is the same. */
        SAME,
        /** It comes before. */
        BEHIND,
        /** It was written in the front later, and follows on it. */
        AHEAD,
        /** It was written past the front. */
        OVERRULED,
        /** It was removed from the front before, and whoever did so has not come to the database yet. */
        REMOVED
    }

    /**
     * Delivers writes that the front has just done. When the database is down they are kept for later.
     *
     * @param touchesToo whether touches are delivered as well; otherwise they are kept for later
     * @return what became of those that the database overruled: in the front, too, they are undone
     */
    Map<RecordKey, WriteOutcome> now(Control control, List<Planned> written, boolean touchesToo) {
        List<Planned> others = new ArrayList<>();
        for (Planned write : written) {
            if (write.isTouch() && !touchesToo) {
                keep(control, write);
            } else {
                others.add(write);
            }
        }
        Map<RecordKey, WriteOutcome> overruled = new HashMap<>();
        int settled = 0;
        try {
            if (others.size() > 1
                    && atomic.writeAll(others.stream()
                            .map(write -> write.inDatabase(node.beforeTouches(write.key())))
                            .toList())) {
                settled = others.size();
                others.stream().filter(write -> write.base() == null).forEach(write -> unlessRemoved(control, write));
            }
            while (settled < others.size()) {
                Planned write = others.get(settled);
                WriteOutcome outcome = one(control, write);
                if (outcome != WriteOutcome.WRITTEN) {
                    overruled.put(write.key(), outcome);
                }
                settled++;
            }
        } catch (StorageException down) {
            LOG.because(down, Message.COPIES_KEPT);
        }
        for (int i = 0; i < others.size(); i++) {
            StoredRecord copy = others.get(i).copy(control.tag());
            if (i < settled) {
                done.addAll(node.supersede(copy));
                done.add(copy);
            } else {
                keep(control, others.get(i));
            }
        }
        return overruled;
    }

    private void keep(Control control, Planned write) {
        if (front.outbox().isPresent() && node.isFull()) {
            return; // the front has it, and it is found there
        }
        Seen base = write.base();
        done.addAll(node.add(write.copy(control.tag()), base == null ? null : base.version()));
    }

    private WriteOutcome one(Control control, Planned write) {
        RecordKey key = write.key();
        Version before = node.beforeTouches(key);
        if ((before != null || !node.has(key)) && write.inDatabase(before).applyTo(database) == WriteOutcome.WRITTEN) {
            return write.base() == null ? unlessRemoved(control, write) : WriteOutcome.WRITTEN;
        }
        StoredRecord there = database.load(key);
        for (int i = 0; i < TRIES; i++) {
            Standing standing = there == null ? Standing.BEHIND : standing(control, write, there);
            if (standing == Standing.SAME) {
                // whoever put it there may not have known its entry in the history
                Map<RecordKey, StoredRecord> unused = mirror.takeOver(List.of(write.next()));
                return WriteOutcome.WRITTEN;
            }
            if (standing == Standing.OVERRULED) {
                break;
            }
            if (standing == Standing.REMOVED) {
                graves.agree(control.tag(), key);
            }
            there = mirror.takeOver(List.of(write.next())).get(key);
            if (there == null || standing == Standing.AHEAD) {
                return unlessRemoved(control, write);
            }
        }
        // at once: its caller tries again, and the history shall not tell both
        settle(List.of(write.copy(control.tag())));
        alignment.undo(control.tag(), write.next());
        return WriteOutcome.CONFLICT;
    }

    /**
     * Somebody may have removed the record while this writer was on the way to the database, and found nothing there to remove. A replacement
     * needs that look only where the record that it replaces was gone.
     */
    private WriteOutcome unlessRemoved(Control control, Planned write) {
        StoredRecord inFront = front.raw(control.tag(), write.key());
        if (inFront == null || !isRemoved(write.next(), inFront)) {
            return WriteOutcome.WRITTEN;
        }
        graves.agree(control.tag(), write.key());
        return write.base() == null ? WriteOutcome.WRITTEN : WriteOutcome.ABSENT; // a new one was there for a while
    }

    /** Nothing live follows on an end but what was created after a removal. */
    private static boolean isRemoved(StoredRecord mine, StoredRecord inFront) {
        return Graves.isGrave(inFront)
                || (Terms.ended(mine)
                        && !Terms.ended(inFront)
                        && inFront.version().number() > mine.version().number());
    }

    /**
     * Within a generation the front is a line of versions, and the database never is further along it than the front. So what is further in
     * the database than in the front did not come from there; nor did what is as far as the write's base, and is not the base.
     */
    private Standing standing(Control control, Planned write, StoredRecord there) {
        StoredRecord mine = write.next();
        if (there.version().equals(mine.version())) {
            return Standing.SAME;
        }
        if (Terms.ended(mine) && !Terms.ended(there)) {
            return Standing.BEHIND;
        }
        long number = there.version().number();
        if (number < mine.version().number()) {
            if (write.grave() != null) {
                return Terms.ended(there) ? Standing.REMOVED : Standing.BEHIND;
            }
            return Terms.ended(there) || isBesides(write.base(), there) ? Standing.OVERRULED : Standing.BEHIND;
        }
        if (number == mine.version().number() || Terms.of(there.version()) > Terms.of(mine.version())) {
            return Standing.OVERRULED;
        }
        StoredRecord inFront = front.raw(control.tag(), mine.key());
        return inFront != null && inFront.version().number() >= number ? Standing.AHEAD : Standing.OVERRULED;
    }

    private static boolean isBesides(@Nullable Seen base, StoredRecord there) {
        return base != null
                && there.version().number() >= base.version().number()
                && !there.version().equals(base.version());
    }

    /**
     * Delivers copies of writes that were answered long since, and compares the front with the database where they may differ.
     *
     * @param copies under their keys in the front; those of one record in order
     * @return those that were delivered
     * @throws StorageException when the database is not there
     */
    List<StoredRecord> late(@Nullable Control control, List<StoredRecord> copies) {
        List<StoredRecord> wanted = worthDelivering(copies);
        List<StoredRecord> undelivered = takeOver(control, wanted);
        if (undelivered.isEmpty()) {
            return copies;
        }
        Set<StoredRecord> left = new HashSet<>(undelivered);
        return copies.stream().filter(copy -> !left.contains(untagged(copy))).toList();
    }

    private List<StoredRecord> takeOver(@Nullable Control control, List<StoredRecord> copies) {
        if (copies.isEmpty()) {
            return List.of();
        }
        try {
            Map<RecordKey, StoredRecord> refused = mirror.takeOver(copies);
            compare(control, copies, refused);
            return List.of();
        } catch (StorageException failed) {
            database.ping();
            if (copies.size() == 1) {
                // neither lost nor in the way of all others
                LOG.because(failed, Message.COPY_REFUSED);
                return copies;
            }
        }
        List<StoredRecord> undelivered = new ArrayList<>();
        for (StoredRecord copy : copies) {
            undelivered.addAll(takeOver(control, List.of(copy)));
        }
        return undelivered;
    }

    private void compare(@Nullable Control control, List<StoredRecord> copies, Map<RecordKey, StoredRecord> refused) {
        if (control == null || !control.serving()) {
            return;
        }
        Set<RecordKey> keys = new HashSet<>(refused.keySet());
        for (StoredRecord copy : copies) {
            if (!Planned.isTouch(copy)) {
                keys.add(copy.key());
            }
        }
        if (!keys.isEmpty()) {
            alignment.align(control.tag(), keys);
        }
    }

    /** Under their own keys, ordered by key so that two who deliver the same wait for each other in the same order. */
    private List<StoredRecord> worthDelivering(List<StoredRecord> copies) {
        Map<RecordKey, Version> last = new HashMap<>();
        copies.forEach(copy -> last.put(copy.key(), copy.version()));
        return copies.stream()
                .filter(copy -> Terms.isMirrored(copy.key().kind()))
                .filter(copy -> !Planned.isTouch(copy) || copy.version().equals(last.get(copy.key())))
                .filter(copy -> copy.fields() != null || clock.instant().isBefore(copy.keepUntil()))
                .map(Delivery::untagged)
                .sorted(Comparator.comparing(
                        copy -> copy.key().kind() + copy.key().id()))
                .toList();
    }

    private static StoredRecord untagged(StoredRecord copy) {
        return Terms.with(copy, Front.untagged(copy.key()), copy.version());
    }

    /** Copies of a record that was removed are not delivered any more. */
    void drop(RecordKey removed) {
        List<StoredRecord> copies = node.of(removed);
        node.remove(copies);
        done.addAll(copies);
    }

    /** To be taken out of the front's outbox with the next. */
    void acknowledgeLater(List<StoredRecord> delivered) {
        done.addAll(delivered);
    }

    /** Takes what was delivered out of the front's outbox. */
    void acknowledge(int limit) {
        List<StoredRecord> some = new ArrayList<>();
        for (StoredRecord copy = done.poll(); copy != null; copy = done.poll()) {
            some.add(copy);
            if (some.size() == limit) {
                settle(some);
                some.clear();
            }
        }
        settle(some);
    }

    private void settle(List<StoredRecord> copies) {
        if (copies.isEmpty() || front.outbox().isEmpty()) {
            return;
        }
        try {
            front.outbox().get().delivered(copies);
        } catch (StorageException down) {
            // found there again, and delivered once more, which changes nothing
            LOG.because(down, Message.COPIES_STAY);
        }
    }
}
