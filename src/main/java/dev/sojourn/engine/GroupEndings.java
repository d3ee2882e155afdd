package dev.sojourn.engine;

import dev.sojourn.EndReason;
import dev.sojourn.NotSupportedException;
import dev.sojourn.SessionKey;
import dev.sojourn.codec.PrincipalBody;
import dev.sojourn.codec.PrincipalBody.Entry;
import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.NamespaceIndex;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Ends all sessions of a principal or a namespace: those of this application and of the applications that it trusts,
 * because these share its accounts.
 */
final class GroupEndings {

    private static final int NAMESPACE_BATCH = 100;

    /** More sessions than this in one step would block a storage for others. */
    private static final int MOST_IN_ONE_STEP = 100;

    /** So many are read and ended at a time, so that a call that runs out of time has done something, and the next one does the rest. */
    private static final int MOST_AT_ONCE = 500;

    private static final int IN_ONE_STEP = 3;

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
        UnaryOperator<PrincipalBody> marked = body -> {
            List<Entry> entries = new ArrayList<>();
            for (Entry entry : body.entries()) {
                boolean spared = except != null && except.value().equals(entry.key());
                entries.add(spared || !policy.accepts(entry.application()) ? entry : entry.ending(reason));
            }
            return new PrincipalBody(newEpoch ? body.epoch() + 1 : body.epoch(), entries);
        };
        Integer ended = endInOneStep(principal, marked);
        return ended != null ? ended : endStepByStep(principal, marked);
    }

    /** How many, or null where the storage cannot, there are too many, or others write all the time. */
    private @Nullable Integer endInOneStep(String principal, UnaryOperator<PrincipalBody> marked) {
        AtomicWrites atomic = records.atomicWrites().orElse(null);
        for (int tries = 0; atomic != null && tries < IN_ONE_STEP; tries++) {
            PrincipalIndex.Read read = index.load(principal);
            PrincipalBody next = marked.apply(read.body());
            List<Entry> chosen = chosen(next);
            if (chosen.size() > MOST_IN_ONE_STEP) {
                return null;
            }
            List<Endings.Planned> ends = endings.plan(principal, chosen, loaded(chosen));
            List<Entry> spared = next.entries().stream()
                    .filter(entry -> entry.ending() == null)
                    .toList();
            List<RecordWrite> writes = new ArrayList<>();
            writes.add(index.writeOf(read, new PrincipalBody(next.epoch(), spared), records.now()));
            ends.forEach(end -> writes.add(end.write()));
            if (atomic.writeAll(writes)) {
                return endings.tellAll(ends);
            }
        }
        return null;
    }

    private int endStepByStep(String principal, UnaryOperator<PrincipalBody> marked) {
        List<Entry> chosen = chosen(index.change(principal, records.now(), marked::apply));
        int ended = 0;
        for (int from = 0; from < chosen.size(); from += MOST_AT_ONCE) {
            List<Entry> part = chosen.subList(from, Math.min(chosen.size(), from + MOST_AT_ONCE));
            ended += endings.finish(principal, part, loaded(part));
        }
        return ended;
    }

    private static List<Entry> chosen(PrincipalBody body) {
        return body.entries().stream().filter(entry -> entry.ending() != null).toList();
    }

    private Map<SessionKey, SessionRecord> loaded(List<Entry> chosen) {
        return records.loadAll(
                chosen.stream().map(entry -> new SessionKey(entry.key())).toList());
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
