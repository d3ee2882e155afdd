package dev.sojourn.engine;

import dev.sojourn.AccountChangedException;
import dev.sojourn.EndReason;
import dev.sojourn.LoginEpoch;
import dev.sojourn.NewSession;
import dev.sojourn.SessionKey;
import dev.sojourn.codec.PrincipalBody;
import dev.sojourn.codec.PrincipalBody.Entry;
import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.WriteOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes room for a session of a principal, so that never more than the limit are live.
 *
 * <p>Where the storage can, all of it is one step. Otherwise the session's entry goes into the principal's index first, and in
 * the same write those that must go are marked as ending. All that are marked, whoever marked them, have ended before the
 * login returns. So the sessions whose tokens anybody knows are among the index's unmarked entries, and these are at most
 * the limit. A login that stalls after its entry was written and is overtaken meanwhile finds a tombstone where its session
 * should go.
 */
final class Admission {

    /** Without a limit nothing has to be counted; so many entries are then looked at and pruned. */
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

    /**
     * What a login is about to write.
     *
     * @param read the principal's index as it was read
     * @param entries the index's entries as they shall be, the new session's among them
     * @param loaded the records of those that must end
     */
    record Plan(
            String principal,
            PrincipalIndex.Read read,
            List<Entry> entries,
            Map<SessionKey, SessionRecord> loaded,
            Instant now) {

        LoginEpoch epoch() {
            return new LoginEpoch(principal, read.body().epoch());
        }
    }

    /** Chooses who must make room for a session about to be created or upgraded. Writes nothing. */
    Plan plan(String principal, SessionKey key, @Nullable Instant until, NewSession request, PrincipalIndex.Read read) {
        checkEpoch(principal, read.body(), request.epoch().orElse(null));
        Instant now = records.now();
        int limit = request.limit().orElse(policy.limit());
        Looked seen = look(read, principal, lookedAt(read, limit, request), now);
        var own = new Entry(key.value(), policy.application(), now, until, null);
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : seen.entries()) {
            if (!entry.key().equals(own.key())) {
                entries.add(isReplaced(entry, request) ? entry.ending(EndReason.LOGOUT) : entry);
            }
        }
        if (limit != NewSession.NO_LIMIT) {
            evict(entries, seen.loaded(), limit - 1, now);
        }
        entries.add(own);
        return new Plan(principal, read, entries, seen.loaded(), now);
    }

    /** While there is room for one more even if all entries are live sessions, none has to be looked at. */
    private static int lookedAt(PrincipalIndex.Read read, int limit, NewSession request) {
        if (request.replaced().isPresent()) {
            return Integer.MAX_VALUE;
        }
        if (limit == NewSession.NO_LIMIT) {
            return PRUNED_WITHOUT_LIMIT;
        }
        return read.body().entries().size() < limit ? 0 : Integer.MAX_VALUE;
    }

    /**
     * Writes the entry of the new session, ends those that must make room, and writes the session itself: in one step where
     * the storage can, otherwise the index first. Has returned false without the session when somebody else wrote meanwhile.
     *
     * @param session the write of the session
     * @param inOneStep tried where the storage can; writers who meet too often are better off step by step
     */
    boolean carryOut(Plan plan, RecordWrite session, boolean inOneStep) {
        List<Endings.Planned> ends = endings.plan(plan.principal(), plan.entries(), plan.loaded());
        List<RecordWrite> writes = new ArrayList<>();
        AtomicWrites atomic = inOneStep ? records.atomicWrites().orElse(null) : null;
        if (atomic != null) {
            writes.add(index.writeOf(plan.read(), body(plan, unmarked(plan)), plan.now()));
        } else if (!index.write(plan.read(), body(plan, plan.entries()), plan.now())) {
            return false;
        }
        ends.forEach(end -> writes.add(end.write()));
        writes.add(session);
        if (atomic != null) {
            boolean written = atomic.writeAll(writes);
            if (written) {
                endings.tellAll(ends);
            }
            return written;
        }
        List<WriteOutcome> outcomes = records.exchange(writes, List.of()).outcomes();
        endings.settle(plan.principal(), ends, outcomes);
        return outcomes.get(ends.size()) == WriteOutcome.WRITTEN;
    }

    private static PrincipalBody body(Plan plan, List<Entry> entries) {
        return new PrincipalBody(plan.read().body().epoch(), entries);
    }

    /** What ends in the same step leaves the index with it. */
    private static List<Entry> unmarked(Plan plan) {
        return plan.entries().stream().filter(entry -> entry.ending() == null).toList();
    }

    void checkEpoch(String principal, LoginEpoch epoch) {
        checkEpoch(principal, index.load(principal).body(), epoch);
    }

    private static void checkEpoch(String principal, PrincipalBody body, @Nullable LoginEpoch epoch) {
        if (epoch != null && (!principal.equals(epoch.principal()) || epoch.value() != body.epoch())) {
            throw new AccountChangedException();
        }
    }

    /** Entries that are still worth something, and the records that were loaded to tell. */
    private record Looked(List<Entry> entries, Map<SessionKey, SessionRecord> loaded) {}

    /**
     * Looks at the first so many entries, and at all that are marked. Those that were kept after a look go to the end of the
     * line, so that the next login looks at others.
     */
    private Looked look(PrincipalIndex.Read read, String principal, int atMost, Instant now) {
        List<Entry> all = read.body().entries();
        List<Entry> chosen = new ArrayList<>(all.subList(0, Math.min(atMost, all.size())));
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : all.subList(chosen.size(), all.size())) {
            (entry.ending() != null || !alive(entry, now) ? chosen : entries).add(entry);
        }
        Map<SessionKey, SessionRecord> loaded = records.loadAll(
                chosen.stream().map(entry -> new SessionKey(entry.key())).toList());
        for (Entry entry : chosen) {
            Entry kept = judged(entry, loaded.get(new SessionKey(entry.key())), principal, now);
            if (kept != null) {
                entries.add(kept);
            }
        }
        return new Looked(entries, loaded);
    }

    private static boolean alive(Entry entry, Instant now) {
        return entry.until() == null || now.isBefore(entry.until());
    }

    /** What becomes of an entry: kept, marked as ending, or (null) dropped. */
    private @Nullable Entry judged(Entry entry, @Nullable SessionRecord record, String principal, Instant now) {
        if (record == null) {
            return judgedWithoutRecord(entry, now);
        }
        if (record.isTombstone() || Endings.isOfAnother(record, principal)) {
            return null; // of another: an upgrade that never happened, and never will
        }
        // a touch may be on its way that makes an expired session live again: what is dropped here must have ended
        return record.liveAt(now) ? entry : entry.ending(record.ending().reason());
    }

    /** Either its login is under way and will create the record, or it died before it did, or the storage lost the record. */
    private @Nullable Entry judgedWithoutRecord(Entry entry, Instant now) {
        if (endings.isPast(entry, now)) {
            return null;
        }
        return underWay(entry, now) ? entry : entry.ending(EndReason.EVICTED);
    }

    private boolean underWay(Entry entry, Instant now) {
        return now.isBefore(Timings.plus(entry.since(), policy.deadline()));
    }

    private static boolean isReplaced(Entry entry, NewSession request) {
        return request.replaced().isPresent()
                && request.replaced().get().value().equals(entry.key());
    }

    /** Marks the least recently active of this application until so many are left. */
    private void evict(List<Entry> entries, Map<SessionKey, SessionRecord> loaded, int room, Instant now) {
        List<Entry> candidates = entries.stream()
                .filter(entry -> entry.ending() == null && entry.application().equals(policy.application()))
                .sorted(Comparator.comparing((Entry entry) -> lastActive(entry, loaded, now))
                        .thenComparing(entry -> created(entry, loaded))
                        .thenComparing(Entry::key))
                .toList();
        for (Entry victim : candidates.subList(0, Math.max(0, candidates.size() - room))) {
            entries.set(entries.indexOf(victim), victim.ending(EndReason.EVICTED));
        }
    }

    private Instant lastActive(Entry entry, Map<SessionKey, SessionRecord> loaded, Instant now) {
        SessionRecord record = loaded.get(new SessionKey(entry.key()));
        if (record != null && record.fields().principal() == null) {
            // an upgrade: under way it is the latest activity there is; one that died is the first to make room, and
            // has to be ended for it, because nothing else stops it should it only be slow
            return underWay(entry, now) ? entry.since() : Instant.MIN;
        }
        return record == null ? entry.since() : record.fields().lastActiveAt();
    }

    private static Instant created(Entry entry, Map<SessionKey, SessionRecord> loaded) {
        SessionRecord record = loaded.get(new SessionKey(entry.key()));
        return record == null ? entry.since() : record.fields().createdAt();
    }
}
