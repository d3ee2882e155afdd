package dev.sojourn.web;

import dev.sojourn.Session;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request as the application sees it: its caller is the session's principal, at each call the one of that moment. Without
 * an authenticated session the container's own answers stand, so that another kind of sign-in goes on working beside it.
 */
final class SessionRequest extends HttpServletRequestWrapper {

    private final HttpCurrentSession current;

    SessionRequest(HttpServletRequest request, HttpCurrentSession current) {
        super(request);
        this.current = current;
    }

    private Optional<Session> authenticated() {
        return current.get().filter(Session::authenticated);
    }

    /**
     * Does not fail with the storage, as the other methods do: Payara asks before each servlet, whether or not it needs a
     * session. Nobody is somebody by that; who needs to know asks for the session.
     *
     * <p>Where the container has the same caller, it is the container's own object: for another one Payara forgets the roles.
     */
    @Override
    public @Nullable Principal getUserPrincipal() {
        if (current.unavailable()) {
            return super.getUserPrincipal();
        }
        Principal ofContainer = super.getUserPrincipal();
        String name = authenticated().map(Session::principal).orElse(null);
        if (name == null || (ofContainer != null && ofContainer.getName().equals(name))) {
            return ofContainer;
        }
        return new SessionPrincipal(name);
    }

    @Override
    public @Nullable String getRemoteUser() {
        String name = authenticated().map(Session::principal).orElse(null);
        return name == null ? super.getRemoteUser() : name;
    }

    @Override
    public boolean isUserInRole(String role) {
        // "**" is any authenticated caller (Servlet 6.0, 13.3)
        return authenticated()
                .map(session -> role.equals("**") || session.roles().contains(role))
                .orElseGet(() -> super.isUserInRole(role));
    }

    @Override
    public @Nullable String getAuthType() {
        return authenticated().isPresent() ? "SOJOURN" : super.getAuthType();
    }

    /** Ends the session, and the container's own sign-in where there is one. */
    @Override
    public void logout() throws ServletException {
        boolean ended = current.logout();
        if (!ended || super.getUserPrincipal() != null) {
            super.logout();
        }
    }

    /** The answer may begin on another thread from now on. */
    @Override
    public AsyncContext startAsync() {
        current.tellRenewal();
        return super.startAsync();
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        current.tellRenewal();
        return super.startAsync(request, response);
    }

    private record SessionPrincipal(String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
