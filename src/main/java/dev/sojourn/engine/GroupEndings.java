package dev.sojourn.engine;

import dev.sojourn.EndReason;
import dev.sojourn.NotSupportedException;
import dev.sojourn.SessionKey;
import dev.sojourn.codec.PrincipalBody;
import dev.sojourn.codec.PrincipalBody.Entry;
import dev.sojourn.store.NamespaceIndex;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ends all sessions of a principal or a namespace: those of this application and of the applications that it trusts,
 * because these share its accounts.
 */
final class GroupEndings {

    private static final int NAMESPACE_BATCH = 100;

    private final SessionStore store;
    private final PrincipalIndex index;
    private final SessionRecords records;
    private final Endings endings;
    private final SessionPolicy policy;

    GroupEndings(
            SessionStore store, PrincipalIndex index, SessionRecords records, Endings endings, SessionPolicy policy) {
        this.store = store;
        this.index = index;
        this.records = records;
        this.endings = endings;
        this.policy = policy;
    }

    /** Ends them, and with the new epoch every login that is under way. */
    int endAll(String principal, EndReason reason, @Nullable SessionKey except) {
        return end(principal, reason, except, true);
    }

    /** Ends all but one. A login under way stays possible: who knows the password may sign in anew anyway. */
    int endOthers(SessionKey current, EndReason reason) {
        SessionRecord record = records.load(current);
        String principal = record == null ? null : record.fields().principal();
        return principal == null ? 0 : end(principal, reason, current, false);
    }

    private int end(String principal, EndReason reason, @Nullable SessionKey except, boolean newEpoch) {
        PrincipalBody written = index.change(principal, records.now(), body -> {
            List<Entry> entries = new ArrayList<>();
            for (Entry entry : body.entries()) {
                boolean spared = except != null && except.value().equals(entry.key());
                entries.add(spared || !policy.accepts(entry.application()) ? entry : entry.ending(reason));
            }
            return new PrincipalBody(newEpoch ? body.epoch() + 1 : body.epoch(), entries);
        });
        List<Entry> chosen = written.entries().stream()
                .filter(entry -> entry.ending() != null)
                .toList();
        Map<SessionKey, SessionRecord> loaded = records.loadAll(
                chosen.stream().map(entry -> new SessionKey(entry.key())).toList());
        return endings.finish(principal, chosen, loaded);
    }

    int endNamespace(String namespace) {
        NamespaceIndex namespaces = store.capability(NamespaceIndex.class)
                .orElseThrow(() -> new NotSupportedException(store.name(), "ending a namespace"));
        int ended = 0;
        RecordKey after = null;
        while (true) {
            List<StoredRecord> batch = namespaces.activeIn(namespace, after, NAMESPACE_BATCH);
            for (StoredRecord stored : batch) {
                SessionRecord record = records.decode(stored);
                if (record != null
                        && policy.accepts(record.fields().application())
                        && endings.end(record, EndReason.NAMESPACE)) {
                    ended++;
                }
                after = stored.key();
            }
            if (batch.size() < NAMESPACE_BATCH) {
                return ended;
            }
        }
    }
}
