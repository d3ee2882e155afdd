package dev.sojourn.engine;

import dev.sojourn.AccountChangedException;
import dev.sojourn.EndReason;
import dev.sojourn.LoginEpoch;
import dev.sojourn.NewSession;
import dev.sojourn.SessionKey;
import dev.sojourn.codec.PrincipalBody;
import dev.sojourn.codec.PrincipalBody.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes room for a session of a principal, so that never more than the limit are live.
 *
 * <p>The session's entry goes into the principal's index first, and in the same write those that must go are marked as
 * ending. All that are marked, whoever marked them, have ended before the new session is created. So at every moment the
 * live sessions are among the index's unmarked entries, and these are at most the limit. A login that stalls after its
 * entry was written and is overtaken meanwhile finds a tombstone where its session should go.
 */
final class Admission {

    /** Without a limit nothing has to be counted; so many of the oldest entries are then looked at and pruned. */
    private static final int PRUNED_WITHOUT_LIMIT = 20;

    private final PrincipalIndex index;
    private final SessionRecords records;
    private final Endings endings;
    private final SessionPolicy policy;

    Admission(PrincipalIndex index, SessionRecords records, Endings endings, SessionPolicy policy) {
        this.index = index;
        this.records = records;
        this.endings = endings;
        this.policy = policy;
    }

    /** Writes the entry of a session about to be created or upgraded, and ends those that must make room for it. */
    void admit(String principal, SessionKey key, @Nullable Instant until, NewSession request) {
        var deadline = new Deadline(policy.deadline());
        while (true) {
            PrincipalIndex.Read read = index.load(principal);
            checkEpoch(read.body(), request.epoch().orElse(null));
            Instant now = records.now();
            int limit = request.limit().orElse(policy.limit());
            Map<SessionKey, SessionRecord> loaded = records.loadAll(looked(read, limit));
            var own = new Entry(key.value(), policy.application(), now, until, null);
            List<Entry> entries = new ArrayList<>();
            for (Entry entry : read.body().entries()) {
                boolean unknown = limit == NewSession.NO_LIMIT
                        && entry.ending() == null
                        && !loaded.containsKey(new SessionKey(entry.key()));
                Entry kept = unknown && alive(entry, now) ? entry : judged(entry, loaded, principal, now);
                if (kept != null && !kept.key().equals(own.key())) {
                    entries.add(isReplaced(kept, request) ? kept.ending(EndReason.LOGOUT) : kept);
                }
            }
            if (limit != NewSession.NO_LIMIT) {
                evict(entries, loaded, limit - 1);
            }
            entries.add(own);
            var next = new PrincipalBody(read.body().epoch(), entries);
            if (index.write(read, next, now)) {
                endings.finish(principal, entries, loaded);
                return;
            }
            deadline.afterConflict();
        }
    }

    void checkEpoch(String principal, LoginEpoch epoch) {
        if (!principal.equals(epoch.principal())) {
            throw new AccountChangedException();
        }
        checkEpoch(index.load(principal).body(), epoch);
    }

    private static void checkEpoch(PrincipalBody body, @Nullable LoginEpoch epoch) {
        if (epoch != null && epoch.value() != body.epoch()) {
            throw new AccountChangedException();
        }
    }

    private static List<SessionKey> looked(PrincipalIndex.Read read, int limit) {
        List<SessionKey> keys = read.keys();
        return limit == NewSession.NO_LIMIT ? keys.subList(0, Math.min(PRUNED_WITHOUT_LIMIT, keys.size())) : keys;
    }

    private static boolean alive(Entry entry, Instant now) {
        return entry.until() == null || now.isBefore(entry.until());
    }

    /** What becomes of an entry: kept, marked as ending, or (null) dropped. */
    private @Nullable Entry judged(Entry entry, Map<SessionKey, SessionRecord> loaded, String principal, Instant now) {
        SessionRecord record = loaded.get(new SessionKey(entry.key()));
        if (record == null) {
            return judgedWithoutRecord(entry, now);
        }
        if (record.isTombstone()) {
            return null;
        }
        boolean stillAnonymous = !principal.equals(record.fields().principal());
        if (stillAnonymous && !underWay(entry, now)) {
            return null; // an upgrade that never happened
        }
        // a touch may be on its way that makes an expired session live again: what is dropped here must have ended
        return record.liveAt(now) ? entry : entry.ending(record.ending().reason());
    }

    /** Either its login is under way and will create the record, or it died before it did, or the storage lost the record. */
    private @Nullable Entry judgedWithoutRecord(Entry entry, Instant now) {
        if (!alive(entry, now) || !now.isBefore(Timings.plus(entry.since(), policy.retention()))) {
            return null; // too old for a login to be under way: nothing is there and nothing will come
        }
        return underWay(entry, now) ? entry : entry.ending(EndReason.EVICTED);
    }

    private boolean underWay(Entry entry, Instant now) {
        return now.isBefore(entry.since().plus(policy.deadline()));
    }

    private static boolean isReplaced(Entry entry, NewSession request) {
        return request.replaced().isPresent()
                && request.replaced().get().value().equals(entry.key());
    }

    /** Marks the least recently active of this application until so many are left. */
    private void evict(List<Entry> entries, Map<SessionKey, SessionRecord> loaded, int room) {
        List<Entry> candidates = entries.stream()
                .filter(entry -> entry.ending() == null && entry.application().equals(policy.application()))
                .sorted(Comparator.comparing((Entry entry) -> lastActive(entry, loaded))
                        .thenComparing(entry -> created(entry, loaded))
                        .thenComparing(Entry::key))
                .toList();
        for (Entry victim : candidates.subList(0, Math.max(0, candidates.size() - room))) {
            entries.set(entries.indexOf(victim), victim.ending(EndReason.EVICTED));
        }
    }

    private static Instant lastActive(Entry entry, Map<SessionKey, SessionRecord> loaded) {
        SessionRecord record = loaded.get(new SessionKey(entry.key()));
        return record == null ? entry.since() : record.fields().lastActiveAt();
    }

    private static Instant created(Entry entry, Map<SessionKey, SessionRecord> loaded) {
        SessionRecord record = loaded.get(new SessionKey(entry.key()));
        return record == null ? entry.since() : record.fields().createdAt();
    }
}
