package dev.sojourn.engine;

import dev.sojourn.AddressPrivacy;
import dev.sojourn.AttributeChanges;
import dev.sojourn.AttributeMapper;
import dev.sojourn.ClientDetails;
import dev.sojourn.CsrfToken;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.LoginEpoch;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionManager;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.SessionPage;
import dev.sojourn.SessionSearch;
import dev.sojourn.SessionToken;
import dev.sojourn.TokenSource;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.codec.SessionBody;
import dev.sojourn.event.SessionEvents;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.SessionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The {@link SessionManager} over a server-side storage. Holds no state of its own, so any number of engines, on any
 * number of nodes, may share a storage. Does not close the store.
 */
public final class SessionEngine implements SessionManager {

    private final SessionStore store;
    private final PrincipalIndex index;
    private final SessionRecords records;
    private final Endings endings;
    private final Validator validator;
    private final Creation creation;
    private final Rotation rotation;
    private final GroupEndings groups;
    private final Erasure erasure;
    private final Listing listing;
    private final Cleanup cleanup;
    private final Secrets secrets;
    private final Snapshots snapshots;
    private final AttributeMapper mapper;
    private final AddressPrivacy privacy;
    private final SessionEvents events;
    private final Function<String, SessionManager> attributed;

    /**
     * An engine over this store.
     *
     * @param store the storage
     * @param policy the rules
     * @param clock tells the time; used to the millisecond
     * @param random where secrets come from
     * @param mapper writes and reads attribute values
     * @param events told what happened, after it did
     */
    public SessionEngine(
            SessionStore store,
            SessionPolicy policy,
            Clock clock,
            TokenSource random,
            AttributeMapper mapper,
            SessionEvents events) {
        this(store, policy, clock, random, mapper, events, null);
    }

    private SessionEngine(
            SessionStore store,
            SessionPolicy policy,
            Clock clock,
            TokenSource random,
            AttributeMapper mapper,
            SessionEvents events,
            @Nullable String by) {
        this.attributed = who -> new SessionEngine(store, policy, clock, random, mapper, events, who);
        this.store = store;
        var checked = new CheckedTokenSource(random);
        this.mapper = mapper;
        this.privacy = policy.privacy();
        this.events = events;
        this.secrets = new Secrets(checked, policy.csrfBytes());
        this.snapshots = new Snapshots(mapper);
        this.records = new SessionRecords(store, policy, checked, clock, by);
        this.index = new PrincipalIndex(store, policy, checked);
        this.endings = new Endings(index, records, policy, events);
        this.validator = new Validator(
                index, records, endings, secrets, snapshots, policy, events, new HijackCheck(policy.hijack(), events));
        var admission = new Admission(index, records, endings, policy);
        this.creation = new Creation(
                store, index, records, admission, endings, validator, secrets, snapshots, mapper, policy, events);
        this.rotation = new Rotation(records, admission, validator, secrets, snapshots, events);
        this.groups = new GroupEndings(store, index, records, endings, policy);
        this.erasure = new Erasure(store, index, records, groups, policy);
        this.listing = new Listing(store, index, records, snapshots, policy);
        this.cleanup = new Cleanup(store, records, endings, checked);
    }

    @Override
    public SessionManager by(String administrator) {
        return attributed.apply(administrator);
    }

    @Override
    public LoginEpoch loginEpoch(String principal) {
        return new LoginEpoch(principal, index.load(principal).body().epoch());
    }

    @Override
    public IssuedSession create(NewSession request) {
        return store.operation(() -> creation.create(kept(request)));
    }

    private NewSession kept(NewSession request) {
        return request.client(privacy.applied(request.client()));
    }

    @Override
    public IssuedSession upgrade(SessionToken anonymous, NewSession login) {
        return store.operation(() -> creation.upgrade(anonymous, kept(login)));
    }

    @Override
    public Validation validate(@Nullable String token, Touch touch) {
        return validate(token, touch, ClientDetails.UNKNOWN);
    }

    @Override
    public Validation validate(@Nullable String token, Touch touch, ClientDetails client) {
        Validation answer = answer(token, touch, client);
        events.validated(answer);
        return answer;
    }

    private Validation answer(@Nullable String token, Touch touch, ClientDetails client) {
        if (token == null || token.isEmpty()) {
            return new Validation.Missing();
        }
        Optional<SessionToken> parsed = SessionToken.parse(token);
        // a sealed one is no secret of a record
        if (parsed.isEmpty() || parsed.get().isSealed()) {
            var unknown = new Validation.Unknown();
            RefusalLog.tell(null, unknown, "it has no token's form");
            return unknown;
        }
        return store.operation(() -> validator.validate(parsed.get(), touch, privacy.applied(client)));
    }

    @Override
    public boolean isCurrent(SessionToken token) {
        return store.operation(() -> validator.isCurrent(token));
    }

    @Override
    public IssuedSession rotate(SessionToken token) {
        return store.operation(() -> rotation.rotate(token));
    }

    @Override
    public IssuedSession reauthenticate(SessionToken token, LoginEpoch epoch, ClientDetails client) {
        return store.operation(() -> rotation.reauthenticate(token, epoch, privacy.applied(client)));
    }

    @Override
    public IssuedSession changeRoles(SessionToken token, Set<String> roles) {
        return store.operation(() -> rotation.changeRoles(token, roles));
    }

    @Override
    public CsrfToken regenerateCsrf(SessionKey key) {
        return secrets.csrf(change(key, newCsrf()).body().secrets());
    }

    @Override
    public IssuedSession regenerateCsrf(SessionToken token) {
        return change(token, newCsrf());
    }

    private SessionRecords.Change newCsrf() {
        return (current, now) -> {
            SessionBody.Secrets old = current.body().secrets();
            var fresh = new SessionBody.Secrets(
                    old.hash(), old.issuedAt(), old.salt(), secrets.newCsrf(), old.superseded());
            return SessionRecords.Draft.of(current).with(current.body().withSecrets(fresh));
        };
    }

    @Override
    public boolean end(SessionToken token, EndReason reason) {
        try {
            return store.operation(() -> endings.end(validator.require(token), reason));
        } catch (SessionNotLiveException notLive) {
            return false;
        }
    }

    @Override
    public boolean end(SessionKey key, EndReason reason) {
        return store.operation(() -> endings.end(key, reason));
    }

    @Override
    public int endAll(String principal, EndReason reason) {
        return store.operation(() -> groups.endAll(principal, reason, null));
    }

    @Override
    public int endOthers(SessionKey current, EndReason reason) {
        return store.operation(() -> groups.endOthers(current, reason));
    }

    @Override
    public int endOthers(SessionToken current, EndReason reason) {
        SessionKey key = validator.require(current).key();
        return store.operation(() -> groups.endOthers(key, reason));
    }

    @Override
    public int endNamespace(String namespace) {
        return groups.endNamespace(namespace);
    }

    @Override
    public int accountChanged(String principal) {
        return store.operation(() -> groups.endAll(principal, EndReason.ACCOUNT, null));
    }

    @Override
    public int accountChanged(String principal, SessionKey except) {
        return store.operation(() -> groups.endAll(principal, EndReason.ACCOUNT, except));
    }

    @Override
    public int erase(String principal) {
        return erasure.erase(principal);
    }

    @Override
    public Optional<Session> find(SessionKey key) {
        return store.operation(() -> listing.find(key));
    }

    @Override
    public boolean exists(SessionKey key) {
        return store.operation(() -> listing.exists(key));
    }

    @Override
    public List<Session> sessionsOf(String principal) {
        return store.operation(() -> listing.sessionsOf(principal));
    }

    @Override
    public SessionPage search(SessionSearch search, @Nullable String cursor, int limit) {
        return store.operation(() -> listing.search(search, cursor, limit));
    }

    @Override
    public long count(SessionSearch search) {
        return store.operation(() -> listing.count(search));
    }

    @Override
    public Session update(SessionKey key, AttributeChanges changes, Touch touch) {
        return update(key, changes, touch, current -> {});
    }

    @Override
    public Session update(Session seen, AttributeChanges changes, Touch touch) {
        return update(seen.key(), changes, touch, current -> requireSamePerson(seen, current));
    }

    private Session update(SessionKey key, AttributeChanges changes, Touch touch, Consumer<SessionRecord> check) {
        SessionRecords.Change attributes = attributes(changes, touch);
        return snapshot(change(key, (current, now) -> {
            check.accept(current);
            return attributes.apply(current, now);
        }));
    }

    /** Else a request of whoever planted a visitor's cookie could go on in the session of the one who signed in with it. */
    private static void requireSamePerson(Session seen, SessionRecord current) {
        if (!Objects.equals(seen.principal(), current.fields().principal())) {
            throw new SessionNotLiveException(new Validation.Rotated());
        }
    }

    @Override
    public IssuedSession update(SessionToken token, AttributeChanges changes, Touch touch) {
        return change(token, attributes(changes, touch));
    }

    private SessionRecords.Change attributes(AttributeChanges changes, Touch touch) {
        Attributing attributing = Attributing.of(changes, mapper);
        return (current, now) -> {
            SessionBody body = current.body()
                    .withAttributes(attributing.applyTo(current.body().attributes()));
            var draft = SessionRecords.Draft.of(current).with(body);
            return touch == Touch.YES ? draft.touched(now) : draft;
        };
    }

    @Override
    public Session setNamespace(SessionKey key, @Nullable String namespace) {
        return snapshot(change(key, label(namespace)));
    }

    @Override
    public IssuedSession setNamespace(SessionToken token, @Nullable String namespace) {
        return change(token, label(namespace));
    }

    private static SessionRecords.Change label(@Nullable String namespace) {
        if (namespace != null && (namespace.isEmpty() || namespace.length() > 255)) {
            throw new IllegalArgumentException("a namespace has 1 to 255 characters, not " + namespace.length());
        }
        return (current, now) -> SessionRecords.Draft.of(current).inNamespace(namespace);
    }

    @Override
    public Session extend(SessionKey key, Duration atLeast) {
        return snapshot(change(key, longer(atLeast)));
    }

    @Override
    public IssuedSession extend(SessionToken token, Duration atLeast) {
        return change(token, longer(atLeast));
    }

    private static SessionRecords.Change longer(Duration atLeast) {
        if (atLeast.isNegative() || atLeast.isZero()) {
            throw new IllegalArgumentException("a session is extended by a positive time, not " + atLeast);
        }
        return (current, now) -> {
            SessionBody.Timing timing = current.body().timing();
            Instant wanted = Timings.plus(now, atLeast);
            Instant before = timing.extendedTo();
            if (before != null && !wanted.isAfter(before)) {
                return null;
            }
            return SessionRecords.Draft.of(current)
                    .with(current.body()
                            .withTiming(new SessionBody.Timing(
                                    timing.idle(), timing.absoluteAt(), wanted, timing.persistent())));
        };
    }

    @Override
    public int cleanup() {
        return cleanup.run();
    }

    private SessionRecord change(SessionKey key, SessionRecords.Change change) {
        return store.operation(() -> records.change(key, ChangeKind.CHANGED, change));
    }

    /** The same for whoever has the token, which stays. */
    private IssuedSession change(SessionToken token, SessionRecords.Change change) {
        var carried = new SessionToken[1];
        SessionRecord changed = change(token.key(), (current, now) -> {
            carried[0] = validator.requireCurrent(current, token, now);
            return change.apply(current, now);
        });
        return new IssuedSession(
                snapshot(changed), carried[0], secrets.csrf(changed.body().secrets()));
    }

    private Session snapshot(SessionRecord record) {
        return snapshots.of(record, records.now());
    }
}
