package dev.sojourn.web;

import dev.sojourn.AttributeChanges;
import dev.sojourn.ClientDetails;
import dev.sojourn.CurrentSession;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.SessionManager;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.SessionToken;
import dev.sojourn.StorageException;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The session of one HTTP request: validated once, then kept up to date with the request's own writes. Like the request
 * itself, for one thread at a time.
 *
 * <p>A storage that failed at the request's begin is remembered, and told to whoever asks for the session.
 */
final class HttpCurrentSession implements CurrentSession {

    /** What stays the same for all requests. */
    record Services(
            SessionManager manager,
            CookieWriter cookies,
            ClientDetailsReader clients,
            DeviceCookies devices,
            Clock clock) {}

    private final Services services;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final RequestDevice device;

    /** As exact as sessions tell their instants. */
    private final Instant begun;

    private Validation validation = new Validation.Missing();
    private @Nullable SessionToken token;
    private @Nullable StorageException failure;

    /** The secret's successor, which the client has to be told when the answer begins. */
    private @Nullable IssuedSession renewed;

    /** What the answer tells as it is: the latest secret of this request. */
    private @Nullable IssuedSession told;

    /** Whether this request had a live session that another request ended or took over. */
    private boolean lost;

    private HttpCurrentSession(Services services, HttpServletRequest request, HttpServletResponse response) {
        this.services = services;
        this.request = request;
        this.response = response;
        this.device = services.devices().of(request);
        this.begun = services.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Validates the request's cookie; a request without one asks the storage nothing.
     *
     * <p>Different values under the cookie's name are no session at all: one of them was planted, by a sibling domain or under
     * another path, and their order says nothing about which.
     */
    static HttpCurrentSession open(
            Services services,
            String cookieName,
            HttpServletRequest request,
            HttpServletResponse response,
            Touch touch) {
        var current = new HttpCurrentSession(services, request, response);
        var presented = PresentedTokens.of(request, cookieName);
        if (presented.size() > 1) {
            current.validation = new Validation.Unknown();
        } else if (!presented.isEmpty()) {
            current.validate(presented.iterator().next(), touch);
        }
        return current;
    }

    private void validate(String presented, Touch touch) {
        try {
            validation = services.manager()
                    .validate(presented, touch, services.clients().presented(request));
        } catch (StorageException down) {
            failure = down;
            return;
        }
        if (validation instanceof Validation.Live live) {
            var successor = live.successor();
            token = successor.or(() -> SessionToken.parse(presented)).orElse(null);
            renewed = successor
                    .map(next -> new IssuedSession(live.session(), next, live.csrf()))
                    .orElse(null);
        }
    }

    /**
     * Sends the cookie of a renewed secret, unless the client has a newer one: it may have been rotated while the request was at
     * work, and this answer, coming late, would put the older cookie over the newer one. To be called when the answer begins.
     */
    void tellRenewal() {
        var issued = renewed;
        renewed = null;
        if (issued != null && !response.isCommitted() && newest(issued.token())) {
            told = issued;
            services.cookies().write(response, issued);
        }
    }

    /** The answer lost its headers: what they told is to be told again. */
    void afterReset() {
        if (told != null) {
            renewed = told;
        }
        device.giveAgain(response);
    }

    private boolean newest(SessionToken issued) {
        try {
            return services.manager().isCurrent(issued);
        } catch (StorageException down) {
            // a client that is never told would be taken for a thief
            return true;
        }
    }

    /** Whether the storage failed when the session was asked for. */
    boolean unavailable() {
        return failure != null;
    }

    /** What the request's cookie opened, for the filter's own checks. */
    Validation validation() {
        if (failure != null) {
            throw failure;
        }
        return validation;
    }

    @Override
    public Optional<Session> get() {
        return liveNow().map(Validation.Live::session);
    }

    @Override
    public Optional<Validation.NotLive> whyNot() {
        return liveNow().isPresent() ? Optional.empty() : Optional.of((Validation.NotLive) validation());
    }

    @Override
    public String csrfToken() {
        return requireLive().csrf().masked();
    }

    @Override
    public Session update(AttributeChanges changes) {
        var live = liveNow();
        if (live.isPresent()) {
            if (isInCookie()) {
                CookieWriter.requireOpen(response);
                return issued(tracking(() -> services.manager().update(liveToken(), changes, Touch.NO)));
            }
            // as whom this request was let in: somebody may have signed in to that session meanwhile
            var session = tracking(() -> services.manager().update(live.get().session(), changes, Touch.NO));
            validation = new Validation.Live(session, live.get().csrf(), Optional.empty());
            return session;
        }
        if (lost || validation instanceof Validation.Rotated) {
            // the client has, or may have by now, a newer cookie, which a new anonymous session's would destroy
            throw new SessionNotLiveException((Validation.NotLive) validation);
        }
        CookieWriter.requireOpen(response);
        return issued(services.manager()
                .create(NewSession.anonymous().client(client()).attributes(changes)));
    }

    @Override
    public Session login(NewSession login) {
        if (login.principal() == null) {
            throw new IllegalArgumentException("a login needs a principal");
        }
        CookieWriter.requireOpen(response);
        var wanted = login.client().equals(ClientDetails.UNKNOWN) ? login.client(client()) : login;
        var session = issued(liveNow()
                .map(live -> loginOver(live.session(), wanted))
                .orElseGet(() -> services.manager().create(wanted)));
        device.remember(response, session);
        return session;
    }

    /** The device, for counting attempts to sign in. */
    RequestDevice device() {
        return device;
    }

    /**
     * After an application's own login code. Only who proved who they are in this request makes the device known: a session that was merely
     * rotated says nothing of where its user signs in.
     */
    void rememberDeviceAfter(HttpServletResponse to, Session session) {
        Instant authenticated = session.authenticatedAt();
        if (authenticated != null && !authenticated.isBefore(begun)) {
            device.remember(to, session);
        }
    }

    private IssuedSession loginOver(Session old, NewSession login) {
        if (!old.authenticated()) {
            try {
                return services.manager().upgrade(liveToken(), login);
            } catch (SessionNotLiveException endedMeanwhile) {
                return services.manager().create(login);
            }
        }
        // the engine ends the old one, and leaves it out of the limit where it is the same principal's
        return services.manager().create(login.replaced().isPresent() ? login : login.replacing(old.key()));
    }

    @Override
    public Session rotate() {
        requireLive();
        CookieWriter.requireOpen(response);
        return issued(tracking(() -> services.manager().rotate(liveToken())));
    }

    @Override
    public String regenerateCsrf() {
        requireLive();
        boolean inCookie = isInCookie();
        if (inCookie) {
            CookieWriter.requireOpen(response);
        }
        // by the token: somebody may have signed in to that session meanwhile, and the CSRF token would be theirs
        IssuedSession changed = tracking(() -> services.manager().regenerateCsrf(liveToken()));
        if (inCookie) {
            Session unused = issued(changed);
        } else {
            validation = new Validation.Live(changed.session(), changed.csrf(), Optional.empty());
            tellRenewal();
            if (told != null) {
                told = new IssuedSession(changed.session(), told.token(), changed.csrf());
            }
            // else the readable cookie would go on telling scripts the dead one
            services.cookies().writeCsrf(response, changed.session(), changed.csrf());
        }
        return csrfToken();
    }

    @Override
    public int endOthers() {
        var session = requireLive().session();
        return isInCookie()
                ? tracking(() -> services.manager().endOthers(liveToken(), EndReason.LOGOUT))
                : services.manager().endOthers(session.key(), EndReason.LOGOUT);
    }

    @Override
    public boolean logout() {
        var live = liveNow();
        if (live.isEmpty()) {
            return false;
        }
        var session = live.get().session();
        boolean ended = isInCookie()
                ? services.manager().end(liveToken(), EndReason.LOGOUT)
                : services.manager().end(session.key(), EndReason.LOGOUT);
        // false: somebody else ended it since this request began, perhaps with another reason
        validation = ended
                ? new Validation.Ended(
                        session.key(),
                        session.principal(),
                        EndReason.LOGOUT,
                        services.clock().instant())
                : endedBefore(session);
        token = null;
        lost = !ended;
        if (ended) {
            renewed = null;
            told = null;
            services.cookies().clear(response);
        }
        return ended;
    }

    private Validation endedBefore(Session session) {
        if (isInCookie()) {
            return services.manager().validate(liveToken().value(), Touch.NO);
        }
        return services.manager()
                .find(session.key())
                .<Validation>flatMap(HttpCurrentSession::ended)
                .orElseGet(Validation.Unknown::new);
    }

    private static Optional<Validation> ended(Session session) {
        var reason = session.endReason();
        var at = session.endedAt();
        return reason == null || at == null
                ? Optional.empty()
                : Optional.of(new Validation.Ended(session.key(), session.principal(), reason, at));
    }

    private Session issued(IssuedSession issued) {
        renewed = null;
        told = issued;
        services.cookies().write(response, issued);
        token = issued.token();
        validation = new Validation.Live(issued.session(), issued.csrf(), Optional.empty());
        return issued.session();
    }

    private ClientDetails client() {
        return services.clients().of(request);
    }

    /** Whoever asks makes an answer that depends on the cookie, so caches must know; the application may say otherwise later. */
    private Optional<Validation.Live> liveNow() {
        var live =
                validation() instanceof Validation.Live found ? Optional.of(found) : Optional.<Validation.Live>empty();
        if (!response.isCommitted()) {
            if (live.isPresent() && !response.containsHeader("Cache-Control")) {
                CacheRules.noStore(response);
            } else {
                CacheRules.varyByCookie(response);
            }
        }
        return live;
    }

    private Validation.Live requireLive() {
        return liveNow().orElseThrow(() -> new SessionNotLiveException((Validation.NotLive) validation()));
    }

    /** Whether the session is in the cookie itself, so that it is changed by its token, and every change makes a new cookie. */
    private boolean isInCookie() {
        return token != null && token.isSealed();
    }

    private SessionToken liveToken() {
        return Objects.requireNonNull(token, "a live session has a token");
    }

    /** Remembers when a call finds that the session has ended since the request began. */
    private <T> T tracking(Supplier<T> call) {
        try {
            return call.get();
        } catch (SessionNotLiveException ended) {
            validation = ended.why();
            token = null;
            lost = true;
            throw ended;
        }
    }
}
