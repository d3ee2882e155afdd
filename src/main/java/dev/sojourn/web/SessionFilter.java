package dev.sojourn.web;

import dev.sojourn.DeviceParser;
import dev.sojourn.SessionManager;
import dev.sojourn.config.Settings;
import dev.sojourn.event.SessionEvents;
import jakarta.inject.Inject;
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
            gate.handle(httpRequest, httpResponse, chain, requestSession::bind);
        } else {
            // never let a request by because of an order of calls that the Servlet specification rules out
            throw new ServletException("Sojourn's filter is for HTTP requests, after its init");
        }
    }
}
