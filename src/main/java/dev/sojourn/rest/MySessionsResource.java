package dev.sojourn.rest;

import dev.sojourn.CurrentSession;
import dev.sojourn.EndReason;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionManager;
import dev.sojourn.Validation;
import dev.sojourn.config.Settings;
import dev.sojourn.web.Problem;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** {@code /api/me/sessions}: what the page "my devices" needs. Nobody sees or ends another's session, or learns that it exists. */
public class MySessionsResource {

    private final Settings settings;
    private final SessionManager manager;
    private final CurrentSession current;
    private final SessionJson json;

    MySessionsResource(Settings settings, SessionManager manager, CurrentSession current, SessionJson json) {
        this.settings = settings;
        this.manager = manager;
        this.current = current;
        this.json = json;
    }

    /** The live sessions of the user in this application, newest activity first. */
    @GET
    public Response list() {
        return Answers.of(() -> {
            Session mine = require();
            return Answers.page(
                    own(mine).stream()
                            .map(session -> json.of(session)
                                    .add("current", session.key().equals(mine.key()))),
                    null);
        });
    }

    /** Ends one of them. */
    @DELETE
    @Path("{key}")
    public Response end(@PathParam("key") String key) {
        return Answers.of(() -> {
            Session mine = require();
            Optional<SessionKey> wanted = SessionKey.parse(key)
                    .filter(candidate ->
                            own(mine).stream().anyMatch(session -> session.key().equals(candidate)));
            boolean ended = wanted.isPresent()
                    && (wanted.get().equals(mine.key())
                            ? current.logout()
                            : manager.end(wanted.get(), EndReason.LOGOUT));
            return ended ? Answers.noContent() : Answers.problem(Problem.notFound());
        });
    }

    /** Ends all but the current one. */
    @DELETE
    public Response endOthers() {
        return Answers.of(() -> {
            require();
            return Answers.ended(current.endOthers());
        });
    }

    private List<Session> own(Session mine) {
        String principal = mine.principal();
        return principal == null
                ? List.of()
                : manager.sessionsOf(principal).stream()
                        .filter(session -> session.application().equals(settings.application()))
                        .toList();
    }

    private Session require() {
        return current.get()
                .filter(Session::authenticated)
                .orElseThrow(() -> new ProblemException(Problem.noSession(
                        current.whyNot().orElseGet(Validation.Missing::new).reason())));
    }
}
