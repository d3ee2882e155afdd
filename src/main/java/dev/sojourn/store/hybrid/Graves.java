package dev.sojourn.store.hybrid;

import dev.sojourn.CapacityException;
import dev.sojourn.StorageException;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Signs in the front that a record was removed a moment ago, so that a writer who was on the way to the database does not bring it back.
 * Only a writer who finds the database elsewhere than expected looks for them.
 */
final class Graves {

    private static final System.Logger LOG = System.getLogger(Graves.class.getPackageName());

    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Front front;
    private final Clock clock;
    private final LongSupplier random;

    Graves(Front front, Clock clock, LongSupplier random) {
        this.front = front;
        this.clock = clock;
        this.random = random;
    }

    void dig(RecordKey removed) {
        var grave = StoredRecord.of(
                grave(removed),
                new Version(1, random.getAsLong()),
                clock.instant().plus(KEPT),
                null,
                Bytes.EMPTY);
        try {
            boolean unused = front.plain().create(grave);
        } catch (CapacityException full) {
            LOG.log(Level.DEBUG, "no room for the sign that a record was removed", full);
        }
    }

    /** Whether it was removed, and not created again since. */
    boolean has(String tag, RecordKey removed) {
        try {
            return front.plain().load(grave(removed)) != null && front.raw(tag, removed) == null;
        } catch (StorageException down) {
            LOG.log(Level.DEBUG, "whether a record was removed is not known", down);
            return false;
        }
    }

    private static RecordKey grave(RecordKey removed) {
        return new RecordKey(RecordKind.LEASE, "hybrid-removed:" + removed.kind() + ':' + removed.id());
    }
}
