package dev.sojourn.web;

import dev.sojourn.config.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** Which rules hold for a path. Immutable. */
final class PathRules {

    private static final String LOGIN = "/api/session";
    private static final String ADMIN = "/api/admin";
    private static final String EVENTS = ADMIN + "/events";
    private static final String HEALTH = "/api/health";

    /** Those of the API that are there for callers without a session; each answers for itself. */
    private static final Set<String> OPEN_API = Set.of(LOGIN, HEALTH);

    private final Settings settings;

    PathRules(Settings settings) {
        this.settings = settings;
    }

    /** Whether it needs an authenticated session: when any reading of the path does. */
    boolean needsSession(RequestPath path, HttpServletRequest request) {
        return path.any(reading -> RequestPath.matches(settings.web().protectedPaths(), reading)
                        && !RequestPath.matches(settings.web().publicPaths(), reading))
                && !isLoginPage(path, request)
                && !(settings.rest().enabled() && path.all(OPEN_API::contains));
    }

    /** Whether unsafe requests to it are not checked. */
    boolean exemptFromCsrf(RequestPath path) {
        return !settings.csrf().enabled() || path.allMatch(settings.csrf().exemptPaths());
    }

    /** Whether it is the login of the REST API, which has no token yet; its body must be JSON, and its origin is checked. */
    boolean isRestLogin(RequestPath path, HttpServletRequest request) {
        return settings.rest().enabled() && request.getMethod().equals("POST") && path.all(LOGIN::equals);
    }

    /** Whether it is of the administration of the REST API: when any reading of the path is. */
    boolean isAdmin(RequestPath path) {
        return settings.rest().enabled()
                && path.any(reading -> reading.equals(ADMIN) || reading.startsWith(ADMIN + "/"));
    }

    /** Whether it asks for the health of this node, which must be told at once also when no session can be looked up. */
    boolean isHealth(RequestPath path) {
        return settings.rest().enabled() && path.all(HEALTH::equals);
    }

    /**
     * Whether the request does not count as activity. The stream of events never does: a browser comes back to it by itself, and would keep the
     * session of a page alive that nobody looks at.
     */
    boolean passive(RequestPath path, HttpServletRequest request) {
        String header = request.getHeader(settings.web().passiveHeader());
        return (settings.rest().enabled() && path.all(EVENTS::equals))
                || (header != null && !header.strip().equalsIgnoreCase("false"))
                || path.allMatch(settings.web().passivePaths());
    }

    /** Else a browser would be led in a circle. Also where the server shows the filter the welcome file in the page's place. */
    private boolean isLoginPage(RequestPath path, HttpServletRequest request) {
        String page = settings.web().loginPage();
        if (page == null) {
            return false;
        }
        int query = page.indexOf('?');
        String file = query < 0 ? page : page.substring(0, query);
        return path.all(file::equals)
                || request.getRequestURI().equals(request.getServletContext().getContextPath() + file);
    }
}
