package dev.sojourn.web;

import dev.sojourn.DeviceParser;
import dev.sojourn.SessionManager;
import dev.sojourn.config.Settings;
import dev.sojourn.event.SessionEvents;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The servlet filter {@code sojourn}, in front of everything: validates the session cookie once per request, gives the session
 * to CDI and to the wrapped request, guards protected paths and refuses forged requests. Declared in the jar's web-fragment.xml;
 * an application that declares a filter of that name in its web.xml decides where it stands.
 */
public class SessionFilter implements Filter {

    @Inject
    Settings settings;

    @Inject
    SessionManager manager;

    @Inject
    DeviceParser devices;

    @Inject
    SessionEvents events;

    @Inject
    Clock clock;

    @Inject
    RequestSession requestSession;

    @Inject
    Instance<RequestContextController> requestScopes;

    private @Nullable SessionGate gate;

    /** Made by the container. */
    public SessionFilter() {}

    @Override
    public void init(FilterConfig config) {
        var cookies = new CookieWriter(settings.cookie(), settings.web().clearSiteData(), clock);
        var clients = new HeaderClientDetails(new ClientAddress(settings.web()), devices);
        gate = new SessionGate(settings, new HttpCurrentSession.Services(manager, cookies, clients, clock), events);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (gate != null
                && request instanceof HttpServletRequest httpRequest
                && response instanceof HttpServletResponse httpResponse) {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                handleLater(gate, httpRequest, httpResponse, chain);
            } else {
                gate.handle(httpRequest, httpResponse, chain, requestSession::bind);
            }
        } else {
            // never let a request by because of an order of calls that the Servlet specification rules out
            throw new ServletException("Sojourn's filter is for HTTP requests, after its init");
        }
    }

    /** The second half of an asynchronous request, for which Payara activates no request scope. */
    private void handleLater(
            SessionGate opened, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var scope = requestScopes.get();
        boolean activated = scope.activate();
        try {
            opened.handle(request, response, chain, requestSession::bind);
        } finally {
            if (activated) {
                scope.deactivate();
            }
            requestScopes.destroy(scope);
        }
    }
}
