package dev.sojourn.engine;

import dev.sojourn.AttributeMapper;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.Lifetime;
import dev.sojourn.NewSession;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionToken;
import dev.sojourn.codec.SessionBody;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates sessions: anonymous ones, logins, and logins into an anonymous session. */
final class Creation {

    /** So often a login is tried in one step, where the storage can, before it goes step by step. */
    private static final int IN_ONE_STEP = 3;

    private final SessionStore store;
    private final PrincipalIndex index;
    private final AnonymousCap anonymousCap;
    private final SessionRecords records;
    private final Admission admission;
    private final Endings endings;
    private final Validator validator;
    private final Secrets secrets;
    private final Snapshots snapshots;
    private final AttributeMapper mapper;
    private final SessionPolicy policy;
    private final SessionEvents events;

    Creation(
            SessionStore store,
            PrincipalIndex index,
            SessionRecords records,
            Admission admission,
            Endings endings,
            Validator validator,
            Secrets secrets,
            Snapshots snapshots,
            AttributeMapper mapper,
            SessionPolicy policy,
            SessionEvents events) {
        this.store = store;
        this.index = index;
        this.anonymousCap = new AnonymousCap(store, policy);
        this.records = records;
        this.admission = admission;
        this.endings = endings;
        this.validator = validator;
        this.secrets = secrets;
        this.snapshots = snapshots;
        this.mapper = mapper;
        this.policy = policy;
        this.events = events;
    }

    IssuedSession create(NewSession request) {
        Map<String, String> attributes =
                Attributing.of(request.attributes(), mapper).applyTo(Map.of());
        String principal = request.principal();
        if (principal == null) {
            anonymousCap.check(records.now());
        }
        NewSession login = request;
        int tries = 0;
        var deadline = new Deadline(policy.deadline());
        while (true) {
            SessionKey key = secrets.newKey();
            Instant now = records.now();
            SessionBody.Timing timing = Timings.start(lifetime(request), now);
            Secrets.Issued issued = secrets.first(key, now);
            var body = new SessionBody(
                    issued.stored(),
                    timing,
                    request.client(),
                    principal == null ? null : now,
                    request.roles(),
                    attributes,
                    null);
            var draft = new SessionRecords.Draft(policy.application(), principal, request.namespace(), now, now, body);
            records.checkSize(draft);
            SessionRecord created = records.first(key, draft);
            boolean written;
            if (principal == null) {
                written = store.create(created.stored());
            } else {
                Admission.Plan plan = admission.plan(principal, key, timing.absoluteAt(), login, index.load(principal));
                // whoever does not bring an epoch is held to the first one seen here
                login = login.epoch(plan.epoch());
                written = admission.carryOut(plan, new RecordWrite.Create(created.stored()), tries++ < IN_ONE_STEP);
            }
            if (written) {
                if (principal == null) {
                    anonymousCap.created();
                }
                publishCreated(created, now);
                // already done where it was in the same principal's index
                request.replaced().ifPresent(replaced -> endings.end(replaced, EndReason.LOGOUT));
                return issued(created, issued, now);
            }
            // somebody else wrote meanwhile; or as many later logins as the limit allows were quicker: it begins anew
            // as the latest
            deadline.afterConflict();
        }
    }

    IssuedSession upgrade(SessionToken token, NewSession login) {
        String principal = login.principal();
        if (principal == null) {
            throw new IllegalArgumentException("an upgrade needs a principal");
        }
        Attributing changes = Attributing.of(login.attributes(), mapper);
        SessionBody.Timing timing = Timings.start(lifetime(login), records.now());
        var issued = new Secrets.Issued[1];
        SessionRecords.Change change = (current, now) -> {
            requireAnonymous(current);
            issued[0] = secrets.rotated(token.key(), current.body().secrets(), now);
            Map<String, String> kept = Attributing.kept(current.body().attributes(), policy.keepAtLogin());
            var body = new SessionBody(
                    issued[0].stored(), timing, login.client(), now, login.roles(), changes.applyTo(kept), null);
            String namespace = login.namespace() != null
                    ? login.namespace()
                    : current.fields().namespace();
            return SessionRecords.Draft.of(current)
                    .with(body)
                    .ofPrincipal(principal)
                    .inNamespace(namespace)
                    .touched(now);
        };
        SessionRecord upgraded = upgrade(token, principal, timing.absoluteAt(), login, change);
        Instant now = records.now();
        events.publish(new SessionEvent.Rotated(now, token.key(), policy.application(), principal));
        events.publish(new SessionEvent.Authenticated(now, token.key(), policy.application(), principal));
        return issued(upgraded, issued[0], now);
    }

    private SessionRecord upgrade(
            SessionToken token,
            String principal,
            @Nullable Instant until,
            NewSession request,
            SessionRecords.Change change) {
        RecordKey sessionKey = SessionRecords.recordKey(token.key());
        RecordKey indexKey = PrincipalIndex.key(principal);
        NewSession login = request;
        Version attempted = null;
        int tries = 0;
        var deadline = new Deadline(policy.deadline());
        while (true) {
            Map<RecordKey, StoredRecord> loaded = store.loadAll(List.of(sessionKey, indexKey));
            SessionRecord current = records.decodeOrNull(loaded.get(sessionKey));
            // a client that retries by itself may report a conflict with its own success
            if (current != null && current.stored().version().equals(attempted)) {
                return current;
            }
            SessionRecord anonymous = validator.require(current, token);
            SessionRecord next = records.next(anonymous, ChangeKind.AUTHENTICATED, change);
            attempted = next.stored().version();
            // planned after the session was found fit, so that a login that cannot be evicts nobody
            Admission.Plan plan =
                    admission.plan(principal, token.key(), until, login, index.read(principal, loaded.get(indexKey)));
            login = login.epoch(plan.epoch());
            var write = new RecordWrite.Replace(anonymous.stored(), next.stored());
            if (admission.carryOut(plan, write, tries++ < IN_ONE_STEP)) {
                return next;
            }
            deadline.afterConflict();
        }
    }

    private static void requireAnonymous(SessionRecord record) {
        if (record.fields().principal() != null) {
            throw new IllegalStateException("the session has a principal already");
        }
    }

    private Lifetime lifetime(NewSession request) {
        return request.lifetime().orElse(policy.lifetime());
    }

    private IssuedSession issued(SessionRecord record, Secrets.Issued issued, Instant now) {
        return new IssuedSession(snapshots.of(record, now), issued.token(), secrets.csrf(issued.stored()));
    }

    private void publishCreated(SessionRecord created, Instant now) {
        String principal = created.fields().principal();
        events.publish(new SessionEvent.Created(
                now,
                created.key(),
                policy.application(),
                principal,
                created.fields().address()));
        if (principal != null) {
            events.publish(new SessionEvent.Authenticated(now, created.key(), policy.application(), principal));
        }
    }
}
