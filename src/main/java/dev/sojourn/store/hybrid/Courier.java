package dev.sojourn.store.hybrid;

import dev.sojourn.StorageException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.Outbox;
import dev.sojourn.store.StoredRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Works in the background: delivers what waits, takes out of the front's outbox what was delivered, and brings a front that was out of
 * service back. For one thread.
 *
 * <p>Copies in the front's outbox are left to the node that wrote them, which has them in memory too; only those that were there at the
 * look before are delivered here as well: their node has died, or had no room for them.
 */
final class Courier {

    private static final Log LOG = Log.of(Courier.class);

    private static final int BATCH = 500;
    private static final int TICKS_BETWEEN_LOOKS = 5;
    private static final Duration PROBE_KEPT = Duration.ofSeconds(10);

    private final Front front;
    private final NodeOutbox node;
    private final Delivery delivery;
    private final Alignment alignment;
    private final Watch watch;
    private final Clock clock;
    private final LongSupplier random;
    private Set<Copy> seenBefore = Set.of();
    private int ticks;

    Courier(
            Front front,
            NodeOutbox node,
            Delivery delivery,
            Alignment alignment,
            Watch watch,
            Clock clock,
            LongSupplier random) {
        this.front = front;
        this.node = node;
        this.delivery = delivery;
        this.alignment = alignment;
        this.watch = watch;
        this.clock = clock;
        this.random = random;
    }

    /** What tells a copy from all others. */
    private record Copy(Object key, Object version) {
        static Copy of(StoredRecord copy) {
            return new Copy(copy.key(), copy.version());
        }
    }

    /** One round. Never throws when a server is down. */
    void round() {
        Control control = watch.known();
        if (control == null) {
            return;
        }
        try {
            if (control.serving()) {
                // also while the database is away, so that nobody delivers again what it has
                delivery.acknowledge(BATCH);
            }
            deliverOwn(control);
            if (control.serving()) {
                alignment.alignDue(control.tag());
                if (ticks++ % TICKS_BETWEEN_LOOKS == 0) {
                    front.outbox().ifPresent(outbox -> deliverOthers(control, outbox));
                }
            } else if (watch.isSettled()) {
                bringBack(control);
            }
        } catch (StorageException down) {
            LOG.because(down, Message.DELIVERED_LATER);
        }
    }

    /** What this node has in memory, as far as the database takes it. */
    void deliverOwn(@Nullable Control control) {
        List<StoredRecord> copies = node.first(BATCH);
        while (!copies.isEmpty()) {
            List<StoredRecord> delivered = delivery.late(control, copies);
            node.remove(delivered);
            delivery.acknowledgeLater(delivered);
            copies = delivered.isEmpty() ? List.of() : node.first(BATCH);
        }
    }

    /**
     * What this node has in memory, and all that is in the front's outbox.
     *
     * @throws StorageException when one of the two servers is not there
     */
    void deliverEverything() {
        Control control = watch.control();
        deliverOwn(control);
        delivery.acknowledge(BATCH);
        front.outbox().ifPresent(outbox -> deliverAll(control, outbox));
    }

    private void deliverOthers(Control control, Outbox outbox) {
        List<StoredRecord> copies = outbox.undelivered(BATCH);
        List<StoredRecord> left = new ArrayList<>();
        Set<Copy> seen = new HashSet<>();
        for (StoredRecord copy : copies) {
            Copy one = Copy.of(copy);
            seen.add(one);
            if (seenBefore.contains(one)) {
                left.add(copy);
            }
        }
        seenBefore = seen;
        if (!left.isEmpty()) {
            outbox.delivered(delivery.late(control, left));
            ticks = 0; // there may be more
        }
    }

    /** A front that answers and takes writes is put in service again when the database has everything that waited in it. */
    private void bringBack(Control suspended) {
        watch.poll(true);
        if (!suspended.sameAs(watch.known())) {
            return; // another node was quicker
        }
        front.probe(random.getAsLong(), clock.instant().plus(PROBE_KEPT));
        front.outbox().ifPresent(outbox -> deliverAll(suspended, outbox));
        watch.resume(suspended, front.incarnation());
        seenBefore = Set.of();
    }

    /** Not those of a later generation, should there be one by now: their writers see to them. */
    private void deliverAll(Control suspended, Outbox outbox) {
        while (true) {
            List<StoredRecord> copies = outbox.undelivered(BATCH).stream()
                    .filter(copy -> !suspended.isBefore(copy.key()))
                    .toList();
            List<StoredRecord> delivered = delivery.late(suspended, copies);
            if (delivered.isEmpty()) {
                return;
            }
            outbox.delivered(delivered);
        }
    }
}
