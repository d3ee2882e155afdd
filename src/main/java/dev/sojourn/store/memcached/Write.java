package dev.sojourn.store.memcached;

import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.store.memcached.Request.Found;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One write on its way: at first one request, where one can do; and, where its answer does not tell the outcome, further ones that
 * settle it. To be used once; for one thread.
 */
final class Write {

    private final Records records;
    private final RecordWrite write;
    private final byte[] value;
    private final @Nullable Request request;
    private boolean wroteLater;

    /** Refuses what is too large, before anything is sent. */
    Write(Records records, RecordWrite write) {
        this.records = records;
        this.write = write;
        this.value = Records.value(write.next());
        this.request = firstRequest();
    }

    private @Nullable Request firstRequest() {
        if (write instanceof RecordWrite.Replace replace) {
            StoredRecord current = replace.current();
            if (!current.key().equals(replace.next().key())) {
                throw new IllegalArgumentException("a record is replaced by one with the same key");
            }
            return current.handle() instanceof Handle handle && !records.isOver(current)
                    ? records.replace(replace.next(), value, handle)
                    : null;
        }
        return records.add(write.next(), value);
    }

    /** To be sent first, or null where the record must be read first. */
    @Nullable
    Request request() {
        return request;
    }

    RecordKey key() {
        return write.key();
    }

    /** Whether {@link #outcome} wrote, and so came after what was read behind the first request. */
    boolean wroteLater() {
        return wroteLater;
    }

    /** What became of it; asks the server where the answer to the first request does not tell. */
    WriteOutcome outcome() {
        if (request != null && request.done()) {
            return WriteOutcome.WRITTEN;
        }
        if (write instanceof RecordWrite.Replace replace) {
            return request != null && request.foundNothing() ? WriteOutcome.ABSENT : settleReplace(replace);
        }
        return settleCreate();
    }

    /** Something stands in its place, which may be over, or unreadable. Each turn after the first means that somebody else wrote. */
    private WriteOutcome settleCreate() {
        StoredRecord next = write.next();
        while (true) {
            Found there = records.find(next.key());
            if (records.readable(next.key(), there) != null) {
                return WriteOutcome.CONFLICT;
            }
            if (done(there == null ? records.add(next, value) : records.replace(next, value, there.handle()))) {
                return WriteOutcome.WRITTEN;
            }
        }
    }

    /** By version: one's own success of which the answer was lost, or a record that was read without a handle or from an earlier process. */
    private WriteOutcome settleReplace(RecordWrite.Replace replace) {
        StoredRecord next = replace.next();
        while (true) {
            Found found = records.find(next.key());
            StoredRecord there = records.readable(next.key(), found);
            if (there == null || found == null) {
                return WriteOutcome.ABSENT;
            }
            if (there.version().equals(next.version())) {
                return WriteOutcome.WRITTEN;
            }
            if (!there.version().equals(replace.current().version())) {
                return WriteOutcome.CONFLICT;
            }
            if (done(records.replace(next, value, found.handle()))) {
                return WriteOutcome.WRITTEN;
            }
        }
    }

    private boolean done(Request later) {
        wroteLater = true;
        Trips.run(List.of(later));
        return later.done();
    }
}
