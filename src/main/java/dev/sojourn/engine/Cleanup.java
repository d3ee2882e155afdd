package dev.sojourn.engine;

import dev.sojourn.store.Bytes;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Ends what expired, with reason and event, and removes what is past its retention. One node at a time holds the lease; a
 * node that dies with it is followed by another when it runs out. Should two ever meet, the compare-and-swap of each end
 * still decides who publishes it.
 */
final class Cleanup {

    private static final int BATCH = 100;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final RecordKey LEASE_KEY = new RecordKey(RecordKind.LEASE, "cleanup");

    private final SessionStore store;
    private final SessionRecords records;
    private final Endings endings;
    private final CheckedTokenSource random;

    Cleanup(SessionStore store, SessionRecords records, Endings endings, CheckedTokenSource random) {
        this.store = store;
        this.records = records;
        this.endings = endings;
        this.random = random;
    }

    int run() {
        ExpiryIndex expiries = store.capability(ExpiryIndex.class).orElse(null);
        if (expiries == null) {
            return 0;
        }
        Instant until = records.now().plus(LEASE);
        var lease = StoredRecord.of(LEASE_KEY, new Version(1, random.nextLong()), until, null, Bytes.EMPTY);
        if (!store.create(lease)) {
            return 0;
        }
        try {
            int ended = endExpired(expiries, until);
            purge(expiries, until);
            return ended;
        } finally {
            release(lease);
        }
    }

    private int endExpired(ExpiryIndex expiries, Instant until) {
        int ended = 0;
        while (records.now().isBefore(until)) {
            List<StoredRecord> batch = expiries.expired(records.now(), BATCH);
            int handled = 0;
            for (StoredRecord stored : batch) {
                SessionRecord record = records.decode(stored);
                if (record == null) {
                    store.delete(stored.key());
                    handled++;
                } else if (endings.expire(record)) {
                    ended++;
                    handled++;
                }
            }
            // what was not handled was touched or ended by somebody else meanwhile; the next run sees to the rest
            if (batch.size() < BATCH || handled == 0) {
                break;
            }
        }
        return ended;
    }

    private void purge(ExpiryIndex expiries, Instant until) {
        while (records.now().isBefore(until)) {
            if (expiries.purge(records.now(), BATCH) < BATCH) {
                break;
            }
        }
    }

    private void release(StoredRecord lease) {
        StoredRecord current = store.load(LEASE_KEY);
        if (current != null && current.version().equals(lease.version())) {
            store.delete(LEASE_KEY);
        }
    }
}
