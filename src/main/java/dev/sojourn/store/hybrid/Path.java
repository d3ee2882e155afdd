package dev.sojourn.store.hybrid;

import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** How calls are served under a {@link Control}. What is answered is as the engine sees it. */
interface Path {

    Map<RecordKey, StoredRecord> load(Control control, Collection<RecordKey> keys);

    /**
     * Does these writes.
     *
     * @param atomic all or none; then the outcomes are all {@code WRITTEN} or all something else
     */
    List<WriteOutcome> write(Control control, List<RecordWrite> writes, boolean atomic);

    boolean delete(Control control, RecordKey key);
}
