package dev.sojourn.engine;

import dev.sojourn.AttributeMapper;
import dev.sojourn.CapacityException;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.Lifetime;
import dev.sojourn.NewSession;
import dev.sojourn.NotSupportedException;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionState;
import dev.sojourn.SessionToken;
import dev.sojourn.codec.SessionBody;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import java.time.Instant;
import java.util.Map;

/** Creates sessions: anonymous ones, logins, and logins into an anonymous session. */
final class Creation {

    private final SessionStore store;
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
            checkAnonymousCap();
        }
        NewSession login = request;
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
            if (principal != null) {
                // whoever does not bring an epoch is held to the first one seen here
                login = login.epoch(admission.admit(principal, key, timing.absoluteAt(), login));
            }
            SessionRecord created = records.create(key, draft);
            if (created != null) {
                publishCreated(created, now);
                // already done where it was in the same principal's index
                request.replaced().ifPresent(replaced -> endings.end(replaced, EndReason.LOGOUT));
                return issued(created, issued, now);
            }
            // overtaken: as many later logins as the limit allows were quicker, so this one begins anew as the latest
            deadline.afterConflict();
        }
    }

    IssuedSession upgrade(SessionToken token, NewSession login) {
        String principal = login.principal();
        if (principal == null) {
            throw new IllegalArgumentException("an upgrade needs a principal");
        }
        Attributing changes = Attributing.of(login.attributes(), mapper);
        SessionRecord anonymous = validator.require(token);
        requireAnonymous(anonymous);
        SessionBody.Timing timing = Timings.start(lifetime(login), records.now());
        var issued = new Secrets.Issued[1];
        SessionRecords.Change change = (current, now) -> {
            validator.requireCurrent(current, token, now);
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
        // tried once without writing, so that a login that cannot be evicts nobody
        records.checkChange(anonymous, change);
        admission.admit(principal, token.key(), timing.absoluteAt(), login);
        SessionRecord upgraded = records.change(token.key(), change);
        Instant now = records.now();
        events.publish(new SessionEvent.Rotated(now, token.key(), policy.application(), principal));
        events.publish(new SessionEvent.Authenticated(now, token.key(), policy.application(), principal));
        return issued(upgraded, issued[0], now);
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

    /** Counted, not reserved: visitors who arrive in the same instant may exceed the cap by their number. */
    private void checkAnonymousCap() {
        SearchIndex index = store.capability(SearchIndex.class)
                .orElseThrow(() -> new NotSupportedException(store.name(), "anonymous sessions"));
        var live = new RecordFilter(policy.application(), null, true, null, SessionState.ACTIVE, null, records.now());
        if (index.count(live) >= policy.maxAnonymous()) {
            throw new CapacityException("sojourn.session.max-anonymous", policy.maxAnonymous());
        }
    }
}
