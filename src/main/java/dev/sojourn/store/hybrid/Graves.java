package dev.sojourn.store.hybrid;

import dev.sojourn.EndReason;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.Mirror;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Mirror mirror;
    private final Clock clock;
    private final LongSupplier random;

    Graves(Front front, SessionStore database, Clock clock, LongSupplier random) {
        this.front = front;
        this.database = database;
        this.mirror = database.capability(Mirror.class).orElseThrow();
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

    /**
     * Puts one in the place of a record that the front was filled with and the database has lost since; whoever has gone on from it sees to the
     * database himself.
     */
    void bury(String tag, StoredRecord filled) {
        RecordKey frontKey = Front.key(tag, filled.key());
        StoredRecord inFront = Terms.withoutChange(filled, frontKey, filled.version());
        WriteOutcome unused = front.plain().replace(inFront, grave(frontKey, filled));
    }

    /** Those that stood in the way of writes, by the keys of these. */
    Map<RecordKey, StoredRecord> inTheWay(String tag, List<Planned> writes, List<WriteOutcome> outcomes) {
        List<RecordKey> refused = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            if (outcomes.get(i) == WriteOutcome.CONFLICT && writes.get(i).isMirrored()) {
                refused.add(Front.key(tag, writes.get(i).key()));
            }
        }
        Map<RecordKey, StoredRecord> graves = new HashMap<>();
        if (!refused.isEmpty()) {
            front.plain().loadAll(refused).forEach((key, record) -> {
                if (isGrave(record)) {
                    graves.put(Front.untagged(key), record);
                }
            });
        }
        return graves;
    }

    /**
     * Makes the database agree with the front about a record that was removed, and may have been created again. Whoever has written to the database
     * for what may no longer stand in the front calls this; so the last of them leaves there what the front has.
     */
    void agree(String tag, RecordKey key) {
        StoredRecord standing = front.raw(tag, key);
        while (standing != null) {
            boolean done = isGrave(standing) ? removed(key) : present(standing, key);
            StoredRecord now = front.raw(tag, key);
            if (done && now != null && now.version().equals(standing.version())) {
                return;
            }
            standing = now; // each turn means that somebody else's write came between, so this ends
        }
    }

    private boolean removed(RecordKey key) {
        boolean unused = database.delete(key);
        return true;
    }

    /** Without its history, which its writer tells. An end from before the removal, which came late, must not stand in the way. */
    private boolean present(StoredRecord inFront, RecordKey key) {
        StoredRecord record = Terms.withoutChange(inFront, key, inFront.version());
        StoredRecord there = mirror.takeOver(List.of(record)).get(key);
        if (there == null || there.version().number() > record.version().number()) {
            return true;
        }
        boolean unused = database.delete(key);
        return false;
    }
}
