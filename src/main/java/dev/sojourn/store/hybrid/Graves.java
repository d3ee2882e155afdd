package dev.sojourn.store.hybrid;

import dev.sojourn.EndReason;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the front, for a minute, in the place of a record that was removed. Nobody refills the front over it, and whoever has written the
 * record before, and is on the way to the database, sees it there and does not bring the record back.
 */
final class Graves {

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final Bytes MARK = Bytes.copyOf("hybrid: removed".getBytes(StandardCharsets.US_ASCII));

    private final Front front;
    private final SessionStore database;
    private final Clock clock;
    private final LongSupplier random;

    Graves(Front front, SessionStore database, Clock clock, LongSupplier random) {
        this.front = front;
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /** Whether a record of the front is none. */
    static boolean isGrave(@Nullable StoredRecord inFront) {
        return inFront != null && inFront.body().equals(MARK);
    }

    /** Puts one in the place of a record; answers whether there was a record, in the front or in the database. */
    boolean dig(String tag, RecordKey key) {
        while (true) {
            StoredRecord inFront = front.raw(tag, key);
            if (isGrave(inFront)) {
                return false;
            }
            StoredRecord record = inFront == null ? database.load(key) : inFront;
            if (record == null) {
                return false;
            }
            StoredRecord grave = grave(Front.key(tag, key), record);
            boolean dug = inFront == null
                    ? front.plain().create(grave)
                    : front.plain().replace(inFront, grave) == WriteOutcome.WRITTEN;
            if (dug) {
                return true;
            }
            // each turn means that somebody else's write came between, so this ends
        }
    }

    private StoredRecord grave(RecordKey frontKey, StoredRecord record) {
        IndexedFields fields = record.fields();
        IndexedFields ended = fields == null
                ? null
                : new IndexedFields(
                        fields.application(),
                        null,
                        null,
                        EndReason.ADMIN,
                        fields.createdAt(),
                        fields.lastActiveAt(),
                        fields.expiresAt(),
                        null);
        return StoredRecord.of(
                frontKey,
                record.version().next(random.getAsLong()),
                clock.instant().plus(KEPT),
                ended,
                MARK);
    }
}
