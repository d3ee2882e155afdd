package dev.sojourn.cookie;

import dev.sojourn.AccountChangedException;
import dev.sojourn.AttributeChanges;
import dev.sojourn.AttributeMapper;
import dev.sojourn.ClientDetails;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.Lifetime;
import dev.sojourn.LoginEpoch;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.SessionToken;
import dev.sojourn.TokenSource;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.codec.CookieState;
import dev.sojourn.codec.SessionBody;
import dev.sojourn.engine.Attributing;
import dev.sojourn.engine.CheckedTokenSource;
import dev.sojourn.engine.SessionPolicy;
import dev.sojourn.engine.StoreKnownDevices;
import dev.sojourn.engine.Timings;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.SessionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@link dev.sojourn.SessionManager} of the storage {@code cookie}. What is asked by a session's key, or about all sessions, throws
 * {@link dev.sojourn.NotSupportedException}; the calls by token and those that end something work as on every storage. The limit of sessions of a principal
 * does not apply. Safe for many threads; holds no state, so any number of nodes with the same keys and the same denylist are one. Does not
 * close the denylist's store.
 */
public final class CookieSessions extends ByTokenOnly {

    /** The name in {@code sojourn.storage}. */
    public static final String STORAGE = "cookie";

    private static final int PURGED_AT_ONCE = 1000;

    private final @Nullable SessionStore store;
    private final SessionPolicy policy;
    private final CookieOptions options;
    private final CheckedTokenSource random;
    private final AttributeMapper mapper;
    private final SessionEvents events;
    private final Denylist denylist;
    private final Cookies cookies;
    private final LiveCookies live;

    /**
     * Sessions in cookies.
     *
     * @param denylist where it is kept what is over; null for nowhere: then a copy of a cookie is good until it expires
     * @param policy the rules; the limits of numbers and bytes do not apply
     * @param clock tells the time; used to the millisecond
     * @param random where keys and CSRF tokens come from
     * @param mapper writes and reads attribute values
     * @param events told what happened, after it did
     */
    public CookieSessions(
            CookieOptions options,
            @Nullable SessionStore denylist,
            SessionPolicy policy,
            Clock clock,
            TokenSource random,
            AttributeMapper mapper,
            SessionEvents events) {
        this.store = denylist;
        this.policy = policy;
        this.options = options;
        this.random = new CheckedTokenSource(random);
        this.mapper = mapper;
        this.events = events;
        this.denylist = new Denylist(denylist, this.random, policy.deadline());
        var applications = Stream.concat(Stream.of(policy.application()), policy.trusted().stream());
        this.cookies =
                new Cookies(new CookieSeal(options.keys(), applications), options.cookieName(), this.random, mapper);
        this.live = new LiveCookies(this.denylist, cookies, policy, clock, this.random, events);
    }

    /**
     * Returns when the JOSE library is there.
     *
     * @throws NoClassDefFoundError when it is not
     */
    public static void requireLibrary() {
        CookieSeal.requireLibrary();
    }

    @Override
    public LoginEpoch loginEpoch(String principal) {
        return new LoginEpoch(principal, denylist.epoch(policy.application(), principal));
    }

    @Override
    public IssuedSession create(NewSession request) {
        SessionBody.Timing timing = timing(request);
        ClientDetails client = policy.privacy().applied(request.client());
        Map<String, String> attributes =
                Attributing.of(request.attributes(), mapper).applyTo(Map.of());
        return denylist.operation(() -> {
            Instant now = live.now();
            String principal = request.principal();
            long epoch = epoch(request);
            var body = new SessionBody(
                    live.newSecrets(now),
                    timing,
                    client,
                    principal == null ? null : now,
                    request.roles(),
                    attributes,
                    null);
            var key = SessionKey.of(random.next(SessionKey.BYTES));
            IssuedSession issued = cookies.issue(
                    policy.application(),
                    new CookieState(key, 0, epoch, principal, request.namespace(), now, now, body));
            events.publish(new SessionEvent.Created(now, key, policy.application(), principal, client.ipAddress()));
            if (principal != null) {
                events.publish(new SessionEvent.Authenticated(now, key, policy.application(), principal));
            }
            request.replaced().ifPresent(this::replaced);
            return issued;
        });
    }

    /** Without a denylist the client's new cookie takes the place of the old one, and that is all. */
    private void replaced(SessionKey old) {
        if (denylist.isKept()) {
            boolean unused = end(old, EndReason.LOGOUT);
        }
    }

    @Override
    public IssuedSession upgrade(SessionToken anonymous, NewSession login) {
        String principal = login.principal();
        if (principal == null) {
            throw new IllegalArgumentException("an upgrade needs a principal");
        }
        SessionBody.Timing timing = timing(login);
        Attributing changes = Attributing.of(login.attributes(), mapper);
        return denylist.operation(() -> {
            long epoch = epoch(login);
            IssuedSession upgraded = live.rotated(anonymous, found -> {
                CookieState state = found.state();
                if (state.principal() != null) {
                    throw new IllegalStateException("the session has a principal already");
                }
                Map<String, String> kept = Attributing.kept(state.body().attributes(), policy.keepAtLogin());
                var body = new SessionBody(
                        state.body().secrets(),
                        timing,
                        policy.privacy().applied(login.client()),
                        live.now(),
                        login.roles(),
                        changes.applyTo(kept),
                        null);
                return state.with(body)
                        .ofPrincipal(principal)
                        .at(state.generation(), epochThere(found.application(), principal, epoch))
                        .inNamespace(login.namespace() != null ? login.namespace() : state.namespace());
            });
            tellAuthenticated(upgraded.session(), principal);
            return upgraded;
        });
    }

    /** The principal's epoch now, which has to be the one that the login brings. */
    private long epoch(NewSession login) {
        String principal = login.principal();
        if (principal == null) {
            return 0;
        }
        long epoch = denylist.epoch(policy.application(), principal);
        LoginEpoch mark = login.epoch().orElse(null);
        if (mark != null && (!mark.principal().equals(principal) || mark.value() != epoch)) {
            throw new AccountChangedException();
        }
        return epoch;
    }

    /** The epoch in the application that created the session, which has its own. */
    private long epochThere(String application, String principal, long here) {
        return application.equals(policy.application()) ? here : denylist.epoch(application, principal);
    }

    private SessionBody.Timing timing(NewSession request) {
        if (request.limit().filter(limit -> limit != NewSession.NO_LIMIT).isPresent()) {
            throw notSupported("a limit of sessions");
        }
        Lifetime lifetime = request.lifetime().orElse(policy.lifetime());
        Duration absolute = lifetime.absolute();
        if (absolute == null || absolute.compareTo(options.longestLifetime()) > 0) {
            throw new IllegalArgumentException("a session in a cookie has an absolute timeout of at most "
                    + options.longestLifetime() + ", not " + absolute);
        }
        return Timings.start(lifetime, live.now());
    }

    @Override
    public Validation validate(@Nullable String token, Touch touch) {
        return validate(token, touch, ClientDetails.UNKNOWN);
    }

    @Override
    public Validation validate(@Nullable String token, Touch touch, ClientDetails client) {
        Validation answer = token == null || token.isEmpty()
                ? new Validation.Missing()
                : live.validate(token, touch, policy.privacy().applied(client));
        events.validated(answer);
        return answer;
    }

    @Override
    public boolean isCurrent(SessionToken token) {
        return live.isCurrent(token);
    }

    @Override
    public IssuedSession rotate(SessionToken token) {
        return live.rotated(token, LiveCookies.Live::state);
    }

    @Override
    public IssuedSession reauthenticate(SessionToken token, LoginEpoch epoch, ClientDetails client) {
        String principal = epoch.principal();
        IssuedSession issued = live.rotated(token, found -> {
            CookieState state = found.state();
            if (!principal.equals(state.principal())) {
                throw new SessionNotLiveException(new Validation.Unknown());
            }
            boolean own = found.application().equals(policy.application());
            long now = own ? state.epoch() : denylist.epoch(policy.application(), principal);
            if (now != epoch.value()) {
                throw new AccountChangedException();
            }
            SessionBody again = state.body().withAuthenticatedAt(live.now());
            return state.with(
                    client.equals(ClientDetails.UNKNOWN)
                            ? again
                            : again.withClient(policy.privacy().applied(client)));
        });
        tellAuthenticated(issued.session(), principal);
        return issued;
    }

    @Override
    public IssuedSession changeRoles(SessionToken token, Set<String> roles) {
        return live.rotated(
                token, found -> found.state().with(found.state().body().withRoles(roles)));
    }

    @Override
    public IssuedSession regenerateCsrf(SessionToken token) {
        return live.changed(token, state -> {
            SessionBody.Secrets old = state.body().secrets();
            return state.with(state.body().withSecrets(live.newSecrets(old.issuedAt())));
        });
    }

    @Override
    public IssuedSession update(SessionToken token, AttributeChanges changes, Touch touch) {
        Attributing attributing = Attributing.of(changes, mapper);
        return live.changed(token, state -> {
            CookieState changed = state.with(
                    state.body().withAttributes(attributing.applyTo(state.body().attributes())));
            return touch == Touch.YES ? changed.touched(live.now()) : changed;
        });
    }

    @Override
    public IssuedSession setNamespace(SessionToken token, @Nullable String namespace) {
        if (namespace != null && (namespace.isEmpty() || namespace.length() > 255)) {
            throw new IllegalArgumentException("a namespace has 1 to 255 characters, not " + namespace.length());
        }
        return live.changed(token, state -> state.inNamespace(namespace));
    }

    @Override
    public IssuedSession extend(SessionToken token, Duration atLeast) {
        if (atLeast.isNegative() || atLeast.isZero()) {
            throw new IllegalArgumentException("a session is extended by a positive time, not " + atLeast);
        }
        return live.changed(token, state -> {
            SessionBody.Timing timing = state.body().timing();
            Instant wanted = Timings.plus(live.now(), atLeast);
            Instant before = timing.extendedTo();
            Instant longer = before != null && before.isAfter(wanted) ? before : wanted;
            return state.with(state.body()
                    .withTiming(
                            new SessionBody.Timing(timing.idle(), timing.absoluteAt(), longer, timing.persistent())));
        });
    }

    @Override
    public boolean end(SessionToken token, EndReason reason) {
        return denylist.operation(() -> {
            try {
                return live.end(live.require(token), reason);
            } catch (SessionNotLiveException notLive) {
                return false;
            }
        });
    }

    /** Whether there is a live one cannot be told: true when nobody had ended it before. */
    @Override
    public boolean end(SessionKey key, EndReason reason) {
        Instant now = live.now();
        boolean won =
                denylist.operation(() -> denylist.end(key, reason, now, Timings.plus(now, options.longestLifetime())));
        if (won) {
            events.publish(new SessionEvent.Ended(now, key, policy.application(), null, reason, null));
        }
        return won;
    }

    /** How many cannot be told: 0. */
    @Override
    public int endAll(String principal, EndReason reason) {
        return endAll(principal, reason, null);
    }

    /** How many cannot be told: 0. Logins under way are refused, too. */
    @Override
    public int endOthers(SessionToken current, EndReason reason) {
        return denylist.operation(() -> {
            CookieState state = live.require(current).state();
            String principal = state.principal();
            return principal == null ? 0 : endAll(principal, reason, state.key());
        });
    }

    /** How many cannot be told: 0. */
    @Override
    public int accountChanged(String principal) {
        return endAll(principal, EndReason.ACCOUNT, null);
    }

    /** How many cannot be told: 0. */
    @Override
    public int accountChanged(String principal, SessionKey except) {
        return endAll(principal, EndReason.ACCOUNT, except);
    }

    /** How many cannot be told: 0. Nothing of the sessions is here but the epoch that ends them. */
    @Override
    public int erase(String principal) {
        int untold = endAll(principal, EndReason.ACCOUNT, null);
        if (store != null) {
            boolean unused = store.delete(StoreKnownDevices.key(principal));
        }
        return untold;
    }

    /** In this application and in those that it trusts, which share its accounts. */
    private int endAll(String principal, EndReason reason, @Nullable SessionKey except) {
        Instant now = live.now();
        Instant until = Timings.plus(now, options.longestLifetime());
        return denylist.operation(() -> {
            denylist.endAll(policy.application(), principal, reason, except, now, until);
            for (String trusted : policy.trusted()) {
                denylist.endAll(trusted, principal, reason, except, now, until);
            }
            return 0;
        });
    }

    /** Removes what the denylist's storage keeps beyond its time; nothing is ended, so 0. */
    @Override
    public int cleanup() {
        ExpiryIndex expiries =
                store == null ? null : store.capability(ExpiryIndex.class).orElse(null);
        if (expiries != null) {
            int purged;
            do {
                purged = expiries.purge(live.now(), PURGED_AT_ONCE);
            } while (purged == PURGED_AT_ONCE);
        }
        return 0;
    }

    private void tellAuthenticated(Session session, String principal) {
        events.publish(new SessionEvent.Authenticated(live.now(), session.key(), session.application(), principal));
    }
}
