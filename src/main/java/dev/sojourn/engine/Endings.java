package dev.sojourn.engine;

import dev.sojourn.ClientDetails;
import dev.sojourn.EndReason;
import dev.sojourn.SessionKey;
import dev.sojourn.StorageException;
import dev.sojourn.codec.PrincipalBody;
import dev.sojourn.codec.SessionBody;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends sessions. An end is a compare-and-swap from active to a tombstone: only its winner publishes the event, the first
 * reason stays, and no late touch or change can revive the session.
 */
final class Endings {

    private static final Log LOG = Log.of(Endings.class);

    private final PrincipalIndex index;
    private final SessionRecords records;
    private final SessionPolicy policy;
    private final SessionEvents events;

    Endings(PrincipalIndex index, SessionRecords records, SessionPolicy policy, SessionEvents events) {
        this.index = index;
        this.records = records;
        this.policy = policy;
        this.events = events;
    }

    /** Ends a session; false when it is not live. An expiry that nobody wrote yet is written now, with its own reason. */
    boolean end(SessionKey key, EndReason reason) {
        SessionRecord record = records.load(key);
        return record != null && end(record, reason);
    }

    /** The same for a record just loaded. */
    boolean end(SessionRecord loaded, EndReason reason) {
        return end(loaded, reason, null);
    }

    /** Whether it belongs to somebody else than this principal. An anonymous session belongs to nobody. */
    static boolean isOfAnother(SessionRecord record, @Nullable String principal) {
        String owner = record.fields().principal();
        return principal != null && owner != null && !owner.equals(principal);
    }

    private boolean end(SessionRecord loaded, EndReason reason, @Nullable String principal) {
        var deadline = new Deadline(policy.deadline());
        SessionRecord record = loaded;
        while (record != null && !record.isTombstone() && !isOfAnother(record, principal)) {
            Instant now = records.now();
            boolean live = record.liveAt(now);
            SessionRecord next = ended(record, ending(record, reason, now));
            switch (records.replace(record, next)) {
                case WRITTEN -> {
                    tell(next);
                    return live;
                }
                case CONFLICT -> {
                    deadline.afterConflict();
                    record = records.load(record.key());
                    // a client that retries by itself may report a conflict with its own success
                    if (record != null
                            && record.stored().version().equals(next.stored().version())) {
                        tell(next);
                        return live;
                    }
                }
                case ABSENT -> record = null;
            }
        }
        return false;
    }

    /** Writes down the expiry of a session that is past it; true when this call did it. */
    boolean expire(SessionRecord expired) {
        SessionRecord next = ended(expired, expired.ending());
        boolean won = records.replace(expired, next) == WriteOutcome.WRITTEN;
        if (won) {
            tell(next);
        }
        return won;
    }

    /**
     * A write by which a chosen session ends.
     *
     * @param entry its entry, marked as ending
     * @param write the compare-and-swap, or the creation of a tombstone where the session should go
     * @param tombstone what is written in the place of the session; null where there is none
     * @param live whether the session is live before
     */
    record Planned(
            PrincipalBody.Entry entry,
            RecordWrite write,
            @Nullable SessionRecord tombstone,
            boolean live) {}

    /**
     * What has to be written so that every session chosen to end has ended. Where its record is not there yet, a tombstone
     * takes the place, so that the login that was overtaken cannot create it any more.
     *
     * @param entries of the principal's index; those marked as ending are the chosen ones
     * @param loaded their records
     */
    List<Planned> plan(String principal, List<PrincipalBody.Entry> entries, Map<SessionKey, SessionRecord> loaded) {
        List<Planned> planned = new ArrayList<>();
        Instant now = records.now();
        for (PrincipalBody.Entry entry : entries) {
            EndReason reason = entry.ending();
            if (reason == null) {
                continue;
            }
            var key = new SessionKey(entry.key());
            SessionRecord record = loaded.get(key);
            if (record == null) {
                if (!isPast(entry, now)) {
                    var tombstone = records.tombstone(key, tombstone(principal, entry, reason));
                    planned.add(new Planned(entry, new RecordWrite.Create(tombstone.stored()), null, false));
                }
            } else if (!record.isTombstone() && !isOfAnother(record, principal)) {
                SessionRecord next = ended(record, ending(record, reason, now));
                var write = new RecordWrite.Replace(record.stored(), next.stored());
                planned.add(new Planned(entry, write, next, record.liveAt(now)));
            }
        }
        return planned;
    }

    /**
     * Sees to it that every session chosen to end has ended.
     *
     * @return how many live sessions this call ended
     */
    int finish(String principal, List<PrincipalBody.Entry> entries, Map<SessionKey, SessionRecord> loaded) {
        List<Planned> planned = plan(principal, entries, loaded);
        if (planned.isEmpty()) {
            return 0;
        }
        List<RecordWrite> writes = planned.stream().map(Planned::write).toList();
        return settle(principal, planned, records.exchange(writes, List.of()).outcomes());
    }

    /** Tries again what met somebody else's write; answers how many live sessions ended by the plan. */
    int settle(String principal, List<Planned> planned, List<WriteOutcome> outcomes) {
        int ended = 0;
        for (int i = 0; i < planned.size(); i++) {
            Planned end = planned.get(i);
            boolean done = outcomes.get(i) == WriteOutcome.WRITTEN ? written(end, true) : again(principal, end);
            ended += done ? 1 : 0;
        }
        return ended;
    }

    /** The same for a plan that was carried out as a whole, and whose entries left the index with it. */
    int tellAll(List<Planned> planned) {
        int ended = 0;
        for (Planned end : planned) {
            ended += written(end, false) ? 1 : 0;
        }
        return ended;
    }

    private boolean written(Planned end, boolean indexed) {
        if (end.tombstone() != null) {
            tell(end.tombstone(), indexed);
        }
        return end.live();
    }

    private boolean again(String principal, Planned end) {
        var key = new SessionKey(end.entry().key());
        EndReason reason = Objects.requireNonNull(end.entry().ending());
        var deadline = new Deadline(policy.deadline());
        while (true) {
            SessionRecord record = records.load(key);
            if (record != null) {
                // a client that retries by itself may report a conflict with its own success
                boolean own =
                        record.stored().version().equals(end.write().next().version());
                return own ? written(end, true) : end(record, reason, principal);
            }
            if (isPast(end.entry(), records.now())) {
                return false;
            }
            if (records.create(key, tombstone(principal, end.entry(), reason)) != null) {
                return false;
            }
            if (records.load(key) == null) {
                // there is something under the key that nobody can read: no session, and in the tombstone's way
                records.drop(key);
                deadline.afterConflict();
            }
        }
    }

    /** Whether an entry without a record is too old for a login to be under way: nothing is there and nothing will come. */
    boolean isPast(PrincipalBody.Entry entry, Instant now) {
        Duration retention = policy.retention();
        Duration longest = retention.compareTo(policy.deadline()) < 0 ? policy.deadline() : retention;
        boolean over = entry.until() != null && !now.isBefore(entry.until());
        return over || !now.isBefore(Timings.plus(entry.since(), longest));
    }

    private SessionRecords.Draft tombstone(String principal, PrincipalBody.Entry entry, EndReason reason) {
        var body = new SessionBody(
                new SessionBody.Secrets(Bytes.EMPTY, entry.since(), Bytes.EMPTY, Bytes.EMPTY, List.of()),
                new SessionBody.Timing(null, entry.until(), null, false),
                ClientDetails.UNKNOWN,
                entry.since(),
                Set.of(),
                Map.of(),
                new SessionBody.Ending(reason, records.now()));
        return new SessionRecords.Draft(entry.application(), principal, null, entry.since(), entry.since(), body);
    }

    /** An expiry that nobody wrote yet comes before whatever else shall end the session. */
    private static SessionBody.Ending ending(SessionRecord record, EndReason reason, Instant now) {
        return record.liveAt(now) ? new SessionBody.Ending(reason, now) : record.ending();
    }

    private SessionRecord ended(SessionRecord record, SessionBody.Ending ending) {
        return records.following(
                record, SessionRecords.Draft.of(record).with(record.body().ended(ending)), ChangeKind.ENDED);
    }

    private void tell(SessionRecord tombstone) {
        tell(tombstone, true);
    }

    private void tell(SessionRecord tombstone, boolean indexed) {
        SessionBody.Ending ending = tombstone.ending();
        String principal = tombstone.fields().principal();
        events.publish(new SessionEvent.Ended(
                ending.at(),
                tombstone.key(),
                tombstone.fields().application(),
                principal,
                ending.reason(),
                records.by(ending)));
        if (indexed && principal != null && tombstone.body().timing().absoluteAt() == null) {
            forget(principal, tombstone.key());
        }
    }

    /**
     * Takes the entry of a session without an absolute expiry out of the index, which nothing else would ever remove. All
     * other entries go by themselves, or at the principal's next login.
     */
    private void forget(String principal, SessionKey key) {
        try {
            index.change(principal, records.now(), body -> {
                List<PrincipalBody.Entry> left = body.entries().stream()
                        .filter(entry -> !entry.key().equals(key.value()))
                        .toList();
                return left.size() == body.entries().size() ? null : new PrincipalBody(body.epoch(), left);
            });
        } catch (StorageException down) {
            LOG.because(down, Message.ENTRY_STAYS);
        }
    }
}
