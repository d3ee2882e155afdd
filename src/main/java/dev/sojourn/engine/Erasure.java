package dev.sojourn.engine;

import dev.sojourn.EndReason;
import dev.sojourn.SessionKey;
import dev.sojourn.codec.PrincipalBody;
import dev.sojourn.store.History;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordPage;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Removes what is known of a principal. Its sessions are ended first and removed then: a record that is gone is brought back by no late writer, and
 * the index keeps the raised epoch, which refuses the logins under way. Its known devices go too. The place that an end took for a login that had not come to its record yet
 * stays until its retention is over, and for the same reason.
 */
final class Erasure {

    private static final int BATCH = 200;
    private static final int ENTRIES = 500;

    private final SessionStore store;
    private final PrincipalIndex index;
    private final SessionRecords records;
    private final GroupEndings groups;
    private final SessionPolicy policy;

    Erasure(
            SessionStore store,
            PrincipalIndex index,
            SessionRecords records,
            GroupEndings groups,
            SessionPolicy policy) {
        this.store = store;
        this.index = index;
        this.records = records;
        this.groups = groups;
        this.policy = policy;
    }

    /** Step by step, each within the storage's deadline, so that any number can be removed; answers how many were live. */
    int erase(String principal) {
        Set<SessionKey> indexed = new HashSet<>(indexed(principal));
        int ended = store.operation(() -> groups.endAll(principal, EndReason.ACCOUNT, null));
        indexed.addAll(indexed(principal));
        Set<String> gone = new HashSet<>();
        for (SessionKey key : indexed) {
            remove(principal, records.load(key), gone);
        }
        removeListed(principal, gone);
        store.operation(() -> index.change(principal, records.now(), body -> without(body, gone)));
        boolean unused = store.delete(StoreKnownDevices.key(principal));
        store.capability(History.class).ifPresent(history -> forget(history, principal));
        return ended;
    }

    private List<SessionKey> indexed(String principal) {
        return index.load(principal).body().entries().stream()
                .filter(entry -> policy.accepts(entry.application()))
                .map(entry -> new SessionKey(entry.key()))
                .toList();
    }

    /** Those that ended before, too, where the storage can find them; elsewhere their retention is what removes them. */
    private void removeListed(String principal, Set<String> gone) {
        SearchIndex search = store.capability(SearchIndex.class).orElse(null);
        if (search == null) {
            return;
        }
        var filter = new RecordFilter(null, principal, false, null, null, null, records.now());
        @Nullable String cursor = null;
        do {
            RecordPage page = search.search(filter, cursor, BATCH);
            page.records().forEach(stored -> remove(principal, records.decode(stored), gone));
            cursor = page.nextCursor();
        } while (cursor != null);
    }

    private void remove(String principal, @Nullable SessionRecord record, Set<String> gone) {
        if (record == null
                || !record.isTombstone()
                || record.body().secrets().hash().length() == 0
                || Endings.isOfAnother(record, principal)
                || !policy.accepts(record.fields().application())) {
            return;
        }
        boolean unused = store.delete(SessionRecords.recordKey(record.key()));
        gone.add(record.key().value());
    }

    private static @Nullable PrincipalBody without(PrincipalBody body, Set<String> gone) {
        List<PrincipalBody.Entry> left = body.entries().stream()
                .filter(entry -> !gone.contains(entry.key()))
                .toList();
        return left.size() == body.entries().size() ? null : new PrincipalBody(body.epoch(), left);
    }

    private void forget(History history, String principal) {
        int forgotten;
        do {
            forgotten = history.forget(principal, policy.accepted(), ENTRIES);
        } while (forgotten == ENTRIES);
    }
}
