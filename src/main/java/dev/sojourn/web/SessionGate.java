package dev.sojourn.web;

import dev.sojourn.CurrentSession;
import dev.sojourn.IpAddress;
import dev.sojourn.SessionKey;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.config.Settings;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the filter does: finds the session of a request, lets the request in or refuses it, in the order https, session, CSRF, and
 * for administration the role. Other roles are the business of whoever asks for them. Safe for many threads.
 *
 * <p>Public for the container's own authentication only, which asks before the filter does.
 */
public final class SessionGate {

    private static final Log LOG = Log.of(SessionGate.class);

    private static final String CURRENT = SessionGate.class.getName() + ".current";
    private static final String OPENED = SessionGate.class.getName() + ".opened";

    private final Settings settings;
    private final HttpCurrentSession.Services services;
    private final SessionEvents events;
    private final ClientAddress addresses;
    private final CsrfCheck csrf;
    private final PathRules paths;
    private final Refusals refusals;

    SessionGate(Settings settings, HttpCurrentSession.Services services, SessionEvents events) {
        this.settings = settings;
        this.services = services;
        this.events = events;
        this.addresses = new ClientAddress(settings.web());
        this.csrf = new CsrfCheck(settings.csrf(), addresses);
        this.paths = new PathRules(settings);
        this.refusals = new Refusals(settings.web());
    }

    /**
     * Handles one dispatch of a request.
     *
     * @param bind is given the request's session
     */
    void handle(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, Consumer<CurrentSession> bind)
            throws IOException, ServletException {
        if (request.getAttribute(CURRENT) instanceof HttpCurrentSession known) {
            // the filter is declared twice, or this is a later dispatch, perhaps on another thread: checked already
            bind.accept(known);
            telling(
                    response,
                    known,
                    renewing ->
                            proceed(wrapped(request) ? request : new SessionRequest(request, known), renewing, chain));
            return;
        }
        var path = admissible(request, response);
        if (path.isEmpty()) {
            return;
        }
        if (paths.isHealth(path.get())) {
            chain.doFilter(request, response);
        } else {
            admit(request, response, path.get(), chain, bind);
        }
    }

    /** The path, or empty when the request was refused whatever session it has. */
    private Optional<RequestPath> admissible(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var path = RequestPath.of(request);
        if (path.isEmpty()) {
            Problem.badRequest("The path has control characters.").write(response);
            return path;
        }
        if (settings.web().enforceHttps() && !addresses.secure(request)) {
            refusals.plainHttp(request, response);
            return Optional.empty();
        }
        return path;
    }

    private void admit(
            HttpServletRequest request,
            HttpServletResponse response,
            RequestPath path,
            FilterChain chain,
            Consumer<CurrentSession> bind)
            throws IOException, ServletException {
        var current = opened(request, response, path);
        request.setAttribute(CURRENT, current);
        bind.accept(current);

        telling(response, current, renewing -> admit(request, renewing, path, chain, current));
    }

    /** Serves with a response that tells of a renewed secret when it begins, and tells of it at the latest when that is done. */
    private static void telling(HttpServletResponse response, HttpCurrentSession current, Serving serving)
            throws IOException, ServletException {
        try {
            serving.serve(new RenewingResponse(response, current));
        } finally {
            current.tellRenewal();
        }
    }

    private interface Serving {
        void serve(HttpServletResponse response) throws IOException, ServletException;
    }

    private void admit(
            HttpServletRequest request,
            HttpServletResponse response,
            RequestPath path,
            FilterChain chain,
            HttpCurrentSession current)
            throws IOException, ServletException {
        boolean admin = paths.isAdmin(path);
        boolean guarded = !admin && paths.needsSession(path, request);
        boolean checked = CsrfCheck.unsafe(request) && !paths.exemptFromCsrf(path);
        if (current.unavailable() && (admin || guarded || checked)) {
            Problem.storageUnavailable().write(response);
            return;
        }
        if (guarded) {
            var refusal = whyNoPrincipal(current.validation());
            if (refusal.isPresent()) {
                refusals.noSession(request, response, path, refusal.get());
                return;
            }
            CacheRules.noStore(response);
        }
        Optional<Problem> noAdmin = admin ? whyNoAdmin(current.validation()) : Optional.empty();
        if (noAdmin.isPresent() && noAdmin.get().status() == HttpServletResponse.SC_UNAUTHORIZED) {
            noAdmin.get().write(response);
            return;
        }
        if (checked) {
            var forged = forged(request, path, current.validation());
            if (forged.isPresent()) {
                refuseForged(request, response, current.validation(), forged.get());
                return;
            }
        }
        if (noAdmin.isPresent()) {
            LOG.say(Message.NO_ADMINISTRATOR, shortened(keyOf(current.validation())));
            noAdmin.get().write(response);
            return;
        }
        proceed(new SessionRequest(request, current), response, chain);
    }

    /** Once in a request, whoever asks first. */
    private HttpCurrentSession opened(HttpServletRequest request, HttpServletResponse response, RequestPath path) {
        if (request.getAttribute(OPENED) instanceof HttpCurrentSession known) {
            return known;
        }
        var touch = paths.passive(path, request) ? Touch.NO : Touch.YES;
        var current = HttpCurrentSession.open(services, settings.cookie().name(), request, response, touch);
        request.setAttribute(OPENED, current);
        return current;
    }

    /**
     * The session of a request that has not come to the filter yet, which will find it there. Empty where the filter refuses
     * the request or lets it by whatever session it has.
     */
    public Optional<CurrentSession> beforeFilter(HttpServletRequest request, HttpServletResponse response) {
        if (settings.web().enforceHttps() && !addresses.secure(request)) {
            return Optional.empty();
        }
        return RequestPath.of(request)
                .filter(path -> !paths.isHealth(path))
                .map(path -> opened(request, response, path));
    }

    /**
     * Tells the client of a renewed secret at once, where the container may refuse the request on its own account, and so before the
     * filter: a client that is never told would be taken for a thief.
     */
    public void tellRenewal(HttpServletRequest request) {
        if (request.getAttribute(OPENED) instanceof HttpCurrentSession current) {
            current.tellRenewal();
        }
    }

    /** Answers a request that is not let in to the filter for want of an authenticated session, as the filter would. */
    public void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = admissible(request, response);
        if (path.isEmpty()) {
            return;
        }
        var current = opened(request, response, path.get());
        current.tellRenewal();
        if (current.unavailable()) {
            Problem.storageUnavailable().write(response);
        } else {
            String reason = whyNoPrincipal(current.validation()).orElse("missing");
            refusals.noSession(request, response, path.get(), reason);
        }
    }

    private Optional<Problem> whyNoAdmin(Validation validation) {
        return validation instanceof Validation.Live live
                ? AdminAccess.refusal(live.session(), "missing", settings.application())
                : AdminAccess.refusal(null, ((Validation.NotLive) validation).reason(), settings.application());
    }

    private static Optional<String> whyNoPrincipal(Validation validation) {
        if (validation instanceof Validation.Live live) {
            return live.session().authenticated() ? Optional.empty() : Optional.of("missing");
        }
        return Optional.of(((Validation.NotLive) validation).reason());
    }

    private Optional<String> forged(HttpServletRequest request, RequestPath path, Validation validation) {
        var foreign = csrf.foreignOrigin(request);
        // without a live session there is nothing that a forged request could ride on
        if (foreign.isPresent() || !(validation instanceof Validation.Live live) || paths.isRestLogin(path, request)) {
            return foreign;
        }
        return csrf.wrongToken(request, live.csrf());
    }

    private void refuseForged(
            HttpServletRequest request, HttpServletResponse response, Validation validation, String cause)
            throws IOException {
        @Nullable SessionKey key = keyOf(validation);
        String address = settings.privacy()
                .applied(addresses.of(request).map(IpAddress::toString).orElse(null));
        LOG.say(Message.FORGED, cause, shortened(key));
        events.publish(new SessionEvent.CsrfRefused(services.clock().instant(), key, cause, address));
        Problem.csrf().write(response);
    }

    private static @Nullable SessionKey keyOf(Validation validation) {
        return validation instanceof Validation.Live live ? live.session().key() : null;
    }

    private static String shortened(@Nullable SessionKey key) {
        return key == null ? "(none)" : Log.shortened(key.value());
    }

    /** What the application leaves uncaught of Sojourn's own exceptions is an answer, not an error page. */
    private void proceed(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException thrown) {
            var problem = Problem.of(thrown);
            if (problem.isEmpty() || response.isCommitted()) {
                throw thrown;
            }
            String reason = problem.get().reason();
            var path = RequestPath.of(request);
            if (reason != null && path.isPresent()) {
                response.resetBuffer();
                refusals.noSession(request, response, path.get(), reason);
            } else {
                problem.get().write(response);
            }
        }
    }

    private static boolean wrapped(ServletRequest request) {
        return request instanceof SessionRequest
                || (request instanceof ServletRequestWrapper wrapper && wrapper.isWrapperFor(SessionRequest.class));
    }
}
