package dev.sojourn.engine;

import dev.sojourn.ClientDetails;
import dev.sojourn.EndReason;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.SessionToken;
import dev.sojourn.StorageException;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.codec.SessionBody;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.Exchange;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.WriteOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells whether a token opens a live session, slides its idle expiry, renews its secret, and finds out theft. */
final class Validator {

    /** How often a touch or renewal is tried against other writers before the request goes on without it. */
    private static final int TRIES = 3;

    private static final Log LOG = Log.of(Validator.class);

    private final PrincipalIndex index;
    private final SessionRecords records;
    private final Endings endings;
    private final Secrets secrets;
    private final Snapshots snapshots;
    private final SessionPolicy policy;
    private final SessionEvents events;
    private final HijackCheck hijack;

    Validator(
            PrincipalIndex index,
            SessionRecords records,
            Endings endings,
            Secrets secrets,
            Snapshots snapshots,
            SessionPolicy policy,
            SessionEvents events,
            HijackCheck hijack) {
        this.index = index;
        this.records = records;
        this.endings = endings;
        this.secrets = secrets;
        this.snapshots = snapshots;
        this.policy = policy;
        this.events = events;
        this.hijack = hijack;
    }

    Validation validate(SessionToken token, Touch touch, ClientDetails client) {
        SessionRecord record = records.load(token.key());
        int left = TRIES;
        while (true) {
            Judgement judgement = judge(record, token);
            if (!(judgement instanceof Good good)) {
                return notLive(token, judgement);
            }
            HijackCheck.Finding finding =
                    hijack.check(good.record().key(), good.record().body(), client);
            if (finding instanceof HijackCheck.Ending ending) {
                return hijacked(good.record(), ending);
            }
            HijackCheck.Report report = finding instanceof HijackCheck.Report found ? found : null;
            SessionRecord next =
                    left == 0 ? null : report != null ? noted(good.record(), report, touch) : due(good, token, touch);
            if (next == null) {
                return live(good.record(), good.successor());
            }
            WriteOutcome outcome = tryReplace(good.record(), next);
            if (outcome == null) {
                return live(good.record(), good.successor());
            }
            if (outcome != WriteOutcome.WRITTEN) {
                // somebody else wrote: a touch, or a logout; look again, so that what they did holds
                record = outcome == WriteOutcome.ABSENT ? null : records.load(token.key());
                left--;
                // a client that retries by itself may report a conflict with its own success
                boolean own = record != null
                        && record.stored().version().equals(next.stored().version());
                if (!own) {
                    continue;
                }
            }
            if (report == null) {
                return written(good, next, token);
            }
            hijack.tell(report, HijackCheck.Owner.of(next), records.now());
            // each change is an entry of its own in the history, so there may be another one to be written
            record = next;
        }
    }

    private SessionRecord noted(SessionRecord record, HijackCheck.Report report, Touch touch) {
        Instant now = records.now();
        var draft = SessionRecords.Draft.of(record).with(record.body().withSeen(report.seen()));
        return report.in(
                records.following(record, touch == Touch.YES ? draft.touched(now) : draft, report.kind()), now);
    }

    /** Like a theft it must be written, so its failure is an error. */
    private Validation hijacked(SessionRecord record, HijackCheck.Ending ending) {
        if (endings.end(record, ending.reason())) {
            hijack.tell(ending.told(), HijackCheck.Owner.of(record), records.now());
        }
        SessionRecord after = records.load(record.key());
        Validation.NotLive answer = after == null ? new Validation.Unknown() : after.endedAnswer();
        RefusalLog.tell(record.key(), answer, "another client used it");
        return answer;
    }

    /** Whether the token is the newest of a live session. Judges only. */
    boolean isCurrent(SessionToken token) {
        return judge(records.load(token.key()), token) instanceof Good good && good.successor() == null;
    }

    /** The live record that the token opens, or the reason why not as an exception. */
    SessionRecord require(SessionToken token) {
        return require(records.load(token.key()), token);
    }

    /** The same for a record just loaded. */
    SessionRecord require(@Nullable SessionRecord record, SessionToken token) {
        Judgement judgement = judge(record, token);
        if (judgement instanceof Good good) {
            return good.record();
        }
        throw new SessionNotLiveException(notLive(token, judgement));
    }

    /** The token that the client must carry, if this one opens the live record, or the reason why not as an exception. */
    SessionToken requireCurrent(SessionRecord record, SessionToken token, Instant now) {
        Judgement judgement = judge(record, token, now);
        if (judgement instanceof Good good) {
            SessionToken successor = good.successor();
            return successor == null ? token : successor;
        }
        throw new SessionNotLiveException(notLive(token, judgement));
    }

    private sealed interface Judgement {}

    /** The token opens the session; a renewed one leads to the successor. */
    private record Good(SessionRecord record, @Nullable SessionToken successor) implements Judgement {}

    /** It does not; an operator is told more about it. */
    private record Bad(Validation.NotLive why, String told) implements Judgement {}

    /** The session is past its expiry, which is not written yet. */
    private record Expired(SessionRecord record) implements Judgement {}

    /** The token was superseded longer ago than the grace. */
    private record Stolen(SessionRecord record) implements Judgement {}

    private Judgement judge(@Nullable SessionRecord record, SessionToken token) {
        return judge(record, token, records.now());
    }

    private Judgement judge(@Nullable SessionRecord record, SessionToken token, Instant now) {
        if (record == null) {
            return new Bad(
                    new Validation.Unknown(), "no session has this key, or it ended longer ago than the retention");
        }
        if (!policy.accepts(record.fields().application())) {
            return new Bad(new Validation.Unknown(), "it belongs to an application that is not trusted here");
        }
        Bytes hash = Secrets.hash(token);
        SessionBody.Secrets stored = record.body().secrets();
        boolean current = stored.hash().matches(hash);
        SessionBody.Superseded superseded = current ? null : superseded(stored, hash);
        if (!current && superseded == null) {
            return new Bad(new Validation.Unknown(), "the secret is not its own, nor one that it had lately");
        }
        if (record.isTombstone()) {
            return new Bad(record.endedAnswer(), "it is over");
        }
        if (!record.liveAt(now)) {
            return new Expired(record);
        }
        if (superseded == null) {
            return new Good(record, null);
        }
        if (!now.isBefore(Timings.plus(superseded.retiredAt(), policy.rotationGrace()))) {
            return new Stolen(record);
        }
        Bytes salt = superseded.salt();
        if (salt != null) {
            SessionToken successor = Secrets.successor(token, salt);
            if (stored.hash().matches(Secrets.hash(successor))) {
                return new Good(record, successor);
            }
        }
        return new Bad(
                new Validation.Rotated(), "the token was superseded a moment ago, and its client has a newer one");
    }

    private static SessionBody.@Nullable Superseded superseded(SessionBody.Secrets stored, Bytes hash) {
        for (SessionBody.Superseded superseded : stored.superseded()) {
            if (superseded.hash().matches(hash)) {
                return superseded;
            }
        }
        return null;
    }

    /** The answer for a token that opens nothing; ends what has to be ended, if the storage lets us. */
    private Validation.NotLive notLive(SessionToken token, Judgement judgement) {
        if (judgement instanceof Bad bad) {
            return told(token, bad.why(), bad.told());
        }
        if (judgement instanceof Expired expired) {
            return told(token, ended(expired.record(), expired.record().ending().reason()), "it expired");
        }
        if (judgement instanceof Stolen stolen) {
            return told(
                    token,
                    ended(stolen.record(), EndReason.THEFT),
                    "a superseded token came after its grace: somebody holds a copy");
        }
        throw new IllegalStateException("a live session is no reason");
    }

    private static Validation.NotLive told(SessionToken token, Validation.NotLive answer, String why) {
        RefusalLog.tell(token.key(), answer, why);
        return answer;
    }

    private Validation.NotLive ended(SessionRecord record, EndReason reason) {
        // an expiry may be written by whoever comes next; a theft must be, so its failure is an error
        if (reason == EndReason.THEFT) {
            endings.end(record, reason);
            SessionRecord after = records.load(record.key());
            return after == null ? new Validation.Unknown() : after.endedAnswer();
        }
        try {
            endings.expire(record);
        } catch (StorageException down) {
            LOG.because(down, Message.EXPIRY_NOT_WRITTEN);
        }
        return record.endedAnswer();
    }

    /** What has to be written now, if anything. */
    private @Nullable SessionRecord due(Good good, SessionToken token, Touch touch) {
        SessionRecord record = good.record();
        Instant now = records.now();
        if (renewalDue(good, now)) {
            Secrets.Issued renewed = secrets.renewed(token, record.body().secrets(), now);
            var draft = SessionRecords.Draft.of(record).with(record.body().withSecrets(renewed.stored()));
            return records.following(record, touch == Touch.YES ? draft.touched(now) : draft, ChangeKind.ROTATED);
        }
        boolean touchDue = touch == Touch.YES
                && !now.isBefore(Timings.plus(record.fields().lastActiveAt(), policy.touchInterval()))
                && now.isAfter(record.fields().lastActiveAt());
        return touchDue
                ? records.following(record, SessionRecords.Draft.of(record).touched(now), ChangeKind.TOUCHED)
                : null;
    }

    private boolean renewalDue(Good good, Instant now) {
        return good.successor() == null
                && policy.renewalInterval() != null
                && !now.isBefore(Timings.plus(good.record().body().secrets().issuedAt(), policy.renewalInterval()));
    }

    /** The outcome, or null where the storage failed: neither a touch nor a renewal that fails shall fail the request. */
    private @Nullable WriteOutcome tryReplace(SessionRecord current, SessionRecord next) {
        try {
            String principal = next.fields().principal();
            return principal != null && records.mayLose()
                    ? replaceAndPutBack(principal, current, next)
                    : records.replace(current, next);
        } catch (StorageException down) {
            LOG.because(down, Message.TOUCH_NOT_WRITTEN);
            return null;
        }
    }

    /** Looks in the same trip whether the principal's index still knows the session, and puts its entry back where it does not. */
    private WriteOutcome replaceAndPutBack(String principal, SessionRecord current, SessionRecord next) {
        RecordKey indexKey = PrincipalIndex.key(principal);
        Exchange done =
                records.exchange(List.of(new RecordWrite.Replace(current.stored(), next.stored())), List.of(indexKey));
        WriteOutcome outcome = done.outcomes().get(0);
        if (outcome == WriteOutcome.WRITTEN) {
            try {
                index.putBack(principal, done.loaded().get(indexKey), next, records.now());
            } catch (StorageException down) {
                LOG.because(down, Message.ENTRY_NOT_PUT_BACK);
            }
        }
        return outcome;
    }

    private Validation written(Good before, SessionRecord next, SessionToken token) {
        SessionBody.Secrets old = before.record().body().secrets();
        if (next.body().secrets().hash().equals(old.hash())) {
            return live(next, before.successor());
        }
        events.publish(new SessionEvent.Rotated(
                records.now(),
                next.key(),
                next.fields().application(),
                next.fields().principal()));
        return live(next, Secrets.successor(token, old.salt()));
    }

    private Validation live(SessionRecord record, @Nullable SessionToken successor) {
        return new Validation.Live(
                snapshots.of(record, records.now()),
                secrets.csrf(record.body().secrets()),
                Optional.ofNullable(successor));
    }
}
