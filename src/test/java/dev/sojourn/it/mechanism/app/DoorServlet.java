package dev.sojourn.it.mechanism.app;

import dev.sojourn.CurrentSession;
import dev.sojourn.Session;
import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

/** Pages that the container does not guard, by the last part of the path. Answers a text. */
@WebServlet("/door/*")
public class DoorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient SecurityContext security;

    @Inject
    transient CurrentSession current;

    @Inject
    transient Vault vault;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String text = switch (String.valueOf(request.getPathInfo())) {
            case "/who" -> who(request);
            case "/vault" -> vault();
            case "/http-session" -> request.getSession().getId();
            default -> "nothing";
        };
        response.setContentType("text/plain");
        response.getWriter().print(text);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String text = switch (String.valueOf(request.getPathInfo())) {
            case "/login" -> login(request, response);
            case "/logout" -> {
                request.logout();
                yield who(request);
            }
            default -> "nothing";
        };
        response.setContentType("text/plain");
        response.getWriter().print(text);
    }

    private String login(HttpServletRequest request, HttpServletResponse response) {
        var credential = new UsernamePasswordCredential(request.getParameter("name"), request.getParameter("password"));
        var parameters = AuthenticationParameters.withParams()
                .credential(credential)
                .rememberMe("yes".equals(request.getParameter("remember")));
        return security.authenticate(request, response, parameters) + " " + who(request) + " " + vault();
    }

    private String who(HttpServletRequest request) {
        return name(security.getCallerPrincipal()) + " " + security.isCallerInRole("keeper") + " "
                + name(request.getUserPrincipal()) + " " + request.isUserInRole("keeper") + " "
                + current.get().map(Session::principal).orElse("none");
    }

    private static String name(Principal principal) {
        return principal == null ? "nobody" : principal.getName();
    }

    private String vault() {
        try {
            return vault.open();
        } catch (EJBAccessException refused) {
            return "closed";
        }
    }
}
