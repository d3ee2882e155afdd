package dev.sojourn.rest;

import dev.sojourn.AccountChangedException;
import dev.sojourn.AttributeChanges;
import dev.sojourn.AttributePatterns;
import dev.sojourn.ClientDetails;
import dev.sojourn.CurrentSession;
import dev.sojourn.NewSession;
import dev.sojourn.NotSupportedException;
import dev.sojourn.Session;
import dev.sojourn.SessionManager;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.Validation;
import dev.sojourn.config.Settings;
import dev.sojourn.security.LoginResult;
import dev.sojourn.security.LoginService;
import dev.sojourn.web.ClientDetailsReader;
import dev.sojourn.web.Problem;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** {@code /api/session}: sign in, look at the session, change it, sign out. The CSRF check came before, in the filter. */
public class SessionResource {

    private static final int MAX_LOGIN_BYTES = 16 * 1024;

    private final Settings settings;
    private final SessionManager manager;
    private final CurrentSession current;
    private final LoginService logins;
    private final ClientDetailsReader clients;
    private final HttpServletRequest request;
    private final SessionJson json;

    SessionResource(
            Settings settings,
            SessionManager manager,
            CurrentSession current,
            LoginService logins,
            ClientDetailsReader clients,
            HttpServletRequest request,
            SessionJson json) {
        this.settings = settings;
        this.manager = manager;
        this.current = current;
        this.logins = logins;
        this.clients = clients;
        this.request = request;
        this.json = json;
    }

    /** Sign in. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response login(InputStream body) {
        return Answers.of(() -> {
            requireType();
            JsonObject login = Bodies.object(body, MAX_LOGIN_BYTES);
            String username = Bodies.text(login, "username");
            String password = Bodies.text(login, "password");
            boolean remember = Bodies.flag(login, "rememberMe");
            ClientDetails client = clients.of(request);
            LoginResult result = logins.check(username, password, client.ipAddress());
            if (result instanceof LoginResult.Blocked blocked) {
                // rounded up: who comes back at that second shall not be refused again
                long seconds = blocked.retryAfter().plusMillis(999).toSeconds();
                return Answers.problem(Problem.loginBlocked(seconds));
            }
            if (result instanceof LoginResult.Succeeded succeeded) {
                return signedIn(succeeded, client, remember);
            }
            return Answers.problem(Problem.badCredentials());
        });
    }

    private Response signedIn(LoginResult.Succeeded login, ClientDetails client, boolean remember) {
        NewSession wanted = login.session(client);
        try {
            Session session = current.login(remember ? wanted.lifetime(settings.rememberMe()) : wanted);
            return Answers.json(201, withCsrf(session));
        } catch (AccountChangedException overtaken) {
            // the credentials were right a moment ago and may not be any more: to be checked anew
            return Answers.problem(Problem.badCredentials());
        }
    }

    /** The current session and its CSRF token. */
    @GET
    public Response get() {
        return Answers.of(() -> Answers.json(200, withCsrf(require())));
    }

    /** Sign out. */
    @DELETE
    public Response logout() {
        return Answers.of(() -> {
            require();
            // false when another request ended it since this one began
            return current.logout()
                    ? Answers.noContent()
                    : Answers.problem(Problem.noSession(
                            current.whyNot().orElseGet(Validation.Missing::new).reason()));
        });
    }

    /** A new secret for the session. */
    @POST
    @Path("rotation")
    public Response rotate() {
        return Answers.of(() -> {
            require();
            return Answers.json(200, withCsrf(current.rotate()));
        });
    }

    /** A new CSRF token for the session. */
    @POST
    @Path("csrf")
    public Response regenerateCsrf() {
        return Answers.of(() -> {
            require();
            return Answers.json(
                    200,
                    Json.createObjectBuilder()
                            .add("csrfToken", current.regenerateCsrf())
                            .build());
        });
    }

    /** A JSON merge patch (RFC 7396) of the attributes: names of different requests never overwrite each other. */
    @PATCH
    @Path("attributes")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    public Response patch(InputStream body) {
        return Answers.of(() -> {
            requireType();
            Session session = require();
            JsonObject patch = Bodies.object(body, settings.maxBytes());
            for (String name : patch.keySet()) {
                if (!AttributePatterns.match(settings.rest().writableAttributes(), name)) {
                    return Answers.problem(Problem.forbidden("An attribute of this name may not be written."));
                }
            }
            AttributeChanges changes = changes(session, patch);
            Session changed = changes.isEmpty() ? session : current.update(changes);
            return Answers.json(200, json.attributes(changed));
        });
    }

    private AttributeChanges changes(Session session, JsonObject patch) {
        JsonObject merged = AttributePatch.merged(latest(session).attributes(), patch);
        AttributeChanges changes = AttributeChanges.none();
        for (String name : patch.keySet()) {
            if (name.isEmpty()) {
                throw new ProblemException(Problem.badRequest("An attribute's name is not empty."));
            }
            JsonValue value = merged.get(name);
            changes = value == null ? changes.remove(name) : changes.put(name, value);
        }
        return changes;
    }

    private Session latest(Session session) {
        try {
            return manager.find(session.key()).orElse(session);
        } catch (NotSupportedException inTheCookie) {
            return session;
        }
    }

    /** JAX-RS takes a body without a type for one of the right type, and other sites' pages can send such without being asked first. */
    private void requireType() {
        if (request.getContentType() == null) {
            throw new ProblemException(Problem.notJson());
        }
    }

    private JsonObject withCsrf(Session session) {
        return json.of(session).add("csrfToken", current.csrfToken()).build();
    }

    private Session require() {
        return current.get()
                .orElseThrow(() -> new SessionNotLiveException(current.whyNot().orElseGet(Validation.Missing::new)));
    }
}
