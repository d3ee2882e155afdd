package dev.sojourn.it.embedded.app;

import dev.sojourn.AsyncSessionManager;
import dev.sojourn.AttributeChanges;
import dev.sojourn.CurrentSession;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionManager;
import dev.sojourn.StorageMonitor;
import dev.sojourn.security.LoginResult;
import dev.sojourn.security.LoginService;
import dev.sojourn.web.ClientDetailsReader;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The application's pages, by the last part of the path. Answers a text. */
@WebServlet(urlPatterns = "/shop/*", asyncSupported = true)
public class ShopServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int PATIENCE_SECONDS = 30;

    /** Tasks, more than the managed executor of any server here has threads for a machine of a few cores. */
    private static final int MANY = 100;

    @Inject
    transient SessionManager manager;

    @Inject
    transient AsyncSessionManager asyncManager;

    @Inject
    transient CurrentSession current;

    @Inject
    transient Session session;

    @Inject
    transient LoginService logins;

    @Inject
    transient ClientDetailsReader clients;

    @Inject
    transient Meeting meeting;

    @Inject
    transient Orders orders;

    @Inject
    transient TimerNotes timer;

    @Inject
    transient Witness witness;

    @Inject
    transient StorageMonitor monitor;

    @Resource
    transient ManagedExecutorService executor;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try {
            switch (String.valueOf(request.getPathInfo())) {
                case "/async" -> async(request);
                default -> say(response, read(request));
            }
        } catch (IOException | ServletException | RuntimeException passed) {
            throw passed;
        } catch (Exception unexpected) {
            throw new ServletException(unexpected);
        }
    }

    private String read(HttpServletRequest request) throws Exception {
        return switch (String.valueOf(request.getPathInfo())) {
            case "/who" -> who(request);
            case "/cart" ->
                new TreeMap<>(current.get()
                                .map(live -> live.attributes().texts())
                                .orElseThrow())
                        .toString();
            case "/csrf" -> current.csrfToken();
            case "/meeting" -> meeting.principalWhenTwoMeet();
            case "/meeting/alone" -> meeting.principal();
            case "/orders" -> orders.principal();
            case "/orders/later" -> orders.later(session.principal()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            case "/timer" -> timer.read();
            case "/executor" ->
                executor.submit(() -> current.get().isEmpty())
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .toString();
            case "/health-amid-work" -> healthAmidWork();
            case "/async-manager" ->
                asyncManager
                        .sessionsOf(String.valueOf(session.principal()))
                        .toCompletableFuture()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .stream()
                        .map(Session::principal)
                        .toList()
                        .toString();
            case "/events" -> String.join("\n", witness.seen());
            case "/events/later" -> String.join("\n", witness.seenLater());
            case "/failing" -> throw new IllegalStateException("a fault of the application");
            case "/needs" -> session.key().value();
            default -> "nothing";
        };
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        switch (String.valueOf(request.getPathInfo())) {
            case "/cart" -> {
                var changes = AttributeChanges.none()
                        .put("cart", request.getParameter("item"))
                        .put("draft", "x");
                say(response, current.update(changes).key().value());
            }
            case "/late" -> late(response);
            case "/login" -> say(response, login(request));
            case "/logout" -> {
                request.logout();
                say(response, who(request));
            }
            case "/account" ->
                say(response, String.valueOf(manager.accountChanged(String.valueOf(session.principal()))));
            case "/account/here" ->
                say(
                        response,
                        String.valueOf(manager.accountChanged(String.valueOf(session.principal()), session.key())));
            case "/erase" -> say(response, String.valueOf(manager.erase(String.valueOf(session.principal()))));
            case "/end" -> {
                var key = SessionKey.parse(request.getParameter("key")).orElseThrow();
                say(response, orders.endAndRollBack(key) + " " + manager.exists(key));
            }
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private String login(HttpServletRequest request) {
        String address = clients.of(request).ipAddress();
        var result = logins.check(request.getParameter("name"), request.getParameter("password"), address);
        if (result instanceof LoginResult.Succeeded succeeded) {
            var login = NewSession.of(succeeded.principal())
                    .roles(succeeded.roles())
                    .epoch(succeeded.epoch());
            return current.login(login).key().value();
        }
        return result.getClass().getSimpleName();
    }

    /** The first write of a visitor after the response is on its way. */
    private void late(HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getOutputStream().print("begun ");
        response.flushBuffer();
        try {
            current.update(AttributeChanges.none().put("cart", "late"));
            response.getOutputStream().print("stored");
        } catch (IllegalStateException refused) {
            response.getOutputStream().print("refused");
        }
    }

    /** Goes on at {@code /shop/who} on another thread. */
    private void async(HttpServletRequest request) {
        var async = request.startAsync();
        executor.execute(() -> async.dispatch("/shop/who"));
    }

    /** Whether the storage is up while all threads of the executor that there may be are at work. */
    private String healthAmidWork() {
        var over = new CountDownLatch(1);
        try {
            for (int i = 0; i < MANY; i++) {
                executor.execute(() -> await(over));
            }
            return String.valueOf(monitor.check().up());
        } finally {
            over.countDown();
        }
    }

    private static void await(CountDownLatch over) {
        try {
            boolean unused = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private String who(HttpServletRequest request) {
        var principal = request.getUserPrincipal();
        return (principal == null ? "nobody" : principal.getName())
                + " " + request.getRemoteUser()
                + " " + request.isUserInRole("shopper")
                + " " + request.isUserInRole("sojourn-admin")
                + " " + current.get().map(live -> live.key().value()).orElse("none");
    }

    private static void say(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(text);
    }
}
