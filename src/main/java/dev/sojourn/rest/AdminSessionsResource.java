package dev.sojourn.rest;

import dev.sojourn.AdminAction;
import dev.sojourn.AdminTarget;
import dev.sojourn.EndReason;
import dev.sojourn.NotSupportedException;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionManager;
import dev.sojourn.SessionPage;
import dev.sojourn.SessionSearch;
import dev.sojourn.SessionState;
import dev.sojourn.web.Problem;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/sessions}: the sessions of a whole site. Looking at one does not touch it. */
public class AdminSessionsResource {

    /** What sessions can be ended by. */
    private static final Set<String> ENDED_BY = Set.of("principal", "namespace");

    private final Administration administration;
    private final SessionManager manager;
    private final SessionJson json;

    AdminSessionsResource(Administration administration, SessionManager manager, SessionJson json) {
        this.administration = administration;
        this.manager = manager;
        this.json = json;
    }

    /** A page of those that match, newest first. */
    @GET
    public Response list(
            @QueryParam("principal") @Nullable String principal,
            @QueryParam("state") @Nullable String state,
            @QueryParam("namespace") @Nullable String namespace,
            @QueryParam("application") @Nullable String application,
            @QueryParam("address") @Nullable String address,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return administration.call(administrator -> {
            var search = new SessionSearch(
                    Parameters.text(application),
                    Parameters.text(principal),
                    Parameters.text(namespace),
                    Parameters.word(state, SessionState::ofCode, "state is active or ended."),
                    Parameters.text(address));
            int most = Parameters.limit(limit);
            SessionPage page = Parameters.checked(() -> manager.search(search, Parameters.text(cursor), most));
            return Answers.page(page.items().stream().map(json::of), page.nextCursor());
        });
    }

    /** One of them, live or ended. */
    @GET
    @Path("{key}")
    public Response inspect(@PathParam("key") String key) {
        return administration.call(administrator -> {
            Optional<Session> found = SessionKey.parse(key).flatMap(manager::find);
            found.ifPresent(session ->
                    administration.note(AdminAction.INSPECT, administrator, AdminTarget.session(session), 0));
            return found.map(session -> Answers.json(200, json.of(session).build()))
                    .orElseGet(() -> Answers.problem(Problem.notFound()));
        });
    }

    /** Ends one of them. */
    @DELETE
    @Path("{key}")
    public Response end(@PathParam("key") String key) {
        return administration.call(administrator -> {
            Optional<SessionKey> wanted = SessionKey.parse(key);
            if (wanted.isEmpty()) {
                return Answers.problem(Problem.notFound());
            }
            AdminTarget target = target(wanted.get());
            if (!as(administrator).end(wanted.get(), EndReason.ADMIN)) {
                return Answers.problem(Problem.notFound());
            }
            administration.note(AdminAction.END, administrator, target, 1);
            return Answers.noContent();
        });
    }

    /** Read before it ends: afterwards a storage that fails would keep the administrator's action from the audit. */
    private AdminTarget target(SessionKey key) {
        try {
            return manager.find(key).map(AdminTarget::session).orElseGet(() -> AdminTarget.session(key));
        } catch (NotSupportedException unread) {
            // a session in a cookie is ended unseen
            return AdminTarget.session(key);
        }
    }

    /** Ends all of a principal, or all of a namespace. Any other filter is refused, because it would not hold: more would end than was asked for. */
    @DELETE
    public Response endAll(
            @QueryParam("principal") @Nullable String principal,
            @QueryParam("namespace") @Nullable String namespace,
            @Context UriInfo uri) {
        return administration.call(administrator -> {
            requireOneOf(uri.getQueryParameters());
            String whose = Parameters.text(principal);
            String label = Parameters.text(namespace);
            int ended;
            if (whose != null && label == null) {
                ended = as(administrator).endAll(whose, EndReason.ADMIN);
                administration.note(AdminAction.END_PRINCIPAL, administrator, AdminTarget.principal(whose), ended);
            } else if (label != null && whose == null) {
                ended = as(administrator).endNamespace(label);
                administration.note(AdminAction.END_NAMESPACE, administrator, AdminTarget.namespace(label), ended);
            } else {
                throw Parameters.refused("This needs either principal or namespace.");
            }
            return Answers.ended(ended);
        });
    }

    private static void requireOneOf(Map<String, List<String>> parameters) {
        parameters.forEach((name, values) -> {
            if (!ENDED_BY.contains(name) || values.size() > 1) {
                throw Parameters.refused("This takes either principal or namespace, once, and nothing else.");
            }
        });
    }

    private SessionManager as(Session administrator) {
        return manager.by(Administration.nameOf(administrator));
    }
}
