package dev.sojourn.docs;

import dev.sojourn.ClientDetails;
import dev.sojourn.CurrentSession;
import dev.sojourn.NewSession;
import dev.sojourn.security.LoginResult;
import dev.sojourn.security.LoginService;
import dev.sojourn.web.ClientDetailsReader;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

// docs:begin
@WebServlet("/login")
public class LoginServlet extends HttpServlet {

    @Inject
    LoginService logins;

    @Inject
    CurrentSession current;

    @Inject
    ClientDetailsReader clients;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String username = request.getParameter("username");
        String password = request.getParameter("password");
        if (username == null || password == null) {
            response.sendError(400);
            return;
        }
        ClientDetails client = clients.of(request);
        LoginResult result = logins.check(username, password, client.ipAddress());
        if (result instanceof LoginResult.Succeeded login) {
            current.login(NewSession.of(login.principal())
                    .roles(login.roles())
                    .epoch(login.epoch())
                    .client(client));
            response.sendRedirect(request.getContextPath() + "/app/account");
        } else if (result instanceof LoginResult.Blocked blocked) {
            response.setHeader(
                    "Retry-After", String.valueOf(blocked.retryAfter().toSeconds() + 1));
            response.sendError(429);
        } else {
            response.sendError(401);
        }
    }
}
// docs:end
