package dev.sojourn.it.security.app;

import dev.sojourn.AttributeChanges;
import dev.sojourn.CurrentSession;
import dev.sojourn.EndReason;
import dev.sojourn.Lifetime;
import dev.sojourn.NewSession;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionManager;
import dev.sojourn.SessionSearch;
import dev.sojourn.SessionState;
import dev.sojourn.SessionToken;
import dev.sojourn.web.SessionCookies;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;

/** An application's pages, by the last part of the path. Answers a text. */
@WebServlet(urlPatterns = "/probe/*", asyncSupported = true)
public class ProbeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final long PATIENCE_MILLIS = 60_000;

    @Inject
    transient SessionManager manager;

    @Inject
    transient CurrentSession current;

    @Inject
    transient SessionCookies cookies;

    @Inject
    transient StillClock clock;

    @Inject
    transient Gates gates;

    @Inject
    transient Notes notes;

    /** {@code /parked} goes on at the page {@code then} when its gate is opened. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getPathInfo().equals("/parked")) {
            var async = request.startAsync();
            async.setTimeout(PATIENCE_MILLIS);
            String then = "/probe/" + request.getParameter("then");
            gates.park(request.getParameter("gate"), () -> async.dispatch(then));
        } else {
            super.service(request, response);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        say(
                response,
                switch (request.getPathInfo()) {
                    case "/who" -> who();
                    case "/cart" -> cart();
                    case "/count" -> String.valueOf(manager.count(SessionSearch.ALL.inState(SessionState.ACTIVE)));
                    case "/events" -> String.join("\n", notes.about(request.getParameter("key")));
                    case "/came" -> String.valueOf(gates.came(request.getParameter("gate")));
                    case "/slow" -> {
                        gates.await(request.getParameter("gate"));
                        yield who();
                    }
                    default -> "nothing";
                });
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getParameter("name");
        say(
                response,
                switch (request.getPathInfo()) {
                    case "/clock" -> {
                        clock.advance(Duration.ofSeconds(Long.parseLong(request.getParameter("seconds"))));
                        yield clock.instant().toString();
                    }
                    case "/cart" -> put(request);
                    case "/slow-cart" -> {
                        gates.await(request.getParameter("gate"));
                        yield put(request);
                    }
                    case "/slow-csrf" -> {
                        gates.await(request.getParameter("gate"));
                        yield current.regenerateCsrf();
                    }
                    case "/open" -> {
                        gates.open(request.getParameter("gate"));
                        yield "open";
                    }
                    case "/login" -> login(name, request.getParameter("remember") != null);
                    case "/reauthenticate" -> {
                        cookies.write(response, manager.reauthenticate(token(request), manager.loginEpoch(name)));
                        yield "done";
                    }
                    case "/roles" -> {
                        cookies.write(
                                response, manager.changeRoles(token(request), Set.of(request.getParameter("role"))));
                        yield "done";
                    }
                    case "/account-changed" -> String.valueOf(manager.accountChanged(name));
                    case "/password-changed" ->
                        String.valueOf(manager.accountChanged(
                                name, current.get().orElseThrow().key()));
                    case "/end-all" -> String.valueOf(manager.endAll(name, EndReason.ADMIN));
                    case "/cleanup" -> String.valueOf(manager.cleanup());
                    default -> "nothing";
                });
    }

    private String put(HttpServletRequest request) {
        SessionKey key = current.update(AttributeChanges.none().put("cart", request.getParameter("item")))
                .key();
        return key.value() + " " + who();
    }

    private String login(String name, boolean remember) {
        NewSession login = NewSession.of(name).roles(Set.of("user")).epoch(manager.loginEpoch(name));
        return current.login(remember ? login.lifetime(new Lifetime(null, Duration.ofDays(14), true)) : login)
                .key()
                .value();
    }

    private String cart() {
        return current.get()
                .map(live -> new TreeMap<>(live.attributes().texts()).toString())
                .orElse("none");
    }

    private String who() {
        return current.get().map(live -> live.principal() + " " + live.roles()).orElse("none");
    }

    private static SessionToken token(HttpServletRequest request) {
        return Arrays.stream(request.getCookies())
                .filter(cookie -> cookie.getName().equals("session_id"))
                .map(Cookie::getValue)
                .findFirst()
                .flatMap(SessionToken::parse)
                .orElseThrow();
    }

    private static void say(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(text);
    }
}
