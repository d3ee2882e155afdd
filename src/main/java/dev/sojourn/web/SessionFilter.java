package dev.sojourn.web;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The servlet filter {@code sojourn}, in front of everything: validates the session cookie once per request, gives the session
 * to CDI and to the wrapped request, guards protected paths and refuses forged requests. Declared in the jar's web-fragment.xml;
 * an application that declares a filter of that name in its web.xml decides where it stands.
 */
public class SessionFilter implements Filter {

    @Inject
    SessionGate gate;

    @Inject
    RequestSession requestSession;

    @Inject
    Instance<RequestContextController> requestScopes;

    /** Made by the container. */
    public SessionFilter() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest httpRequest && response instanceof HttpServletResponse httpResponse) {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                handleLater(httpRequest, httpResponse, chain);
            } else {
                gate.handle(httpRequest, httpResponse, chain, requestSession::bind);
            }
        } else {
            // never let a request by because the container calls in a way that the Servlet specification rules out
            throw new ServletException("Sojourn's filter is for HTTP requests");
        }
    }

    /** The second half of an asynchronous request, for which Payara activates no request scope. */
    private void handleLater(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var scope = requestScopes.get();
        boolean activated = scope.activate();
        try {
            gate.handle(request, response, chain, requestSession::bind);
        } finally {
            if (activated) {
                scope.deactivate();
            }
            requestScopes.destroy(scope);
        }
    }
}
