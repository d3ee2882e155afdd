package dev.sojourn.rest;

import dev.sojourn.AdminAction;
import dev.sojourn.AdminTarget;
import dev.sojourn.AuditLog;
import dev.sojourn.CurrentSession;
import dev.sojourn.Session;
import dev.sojourn.Validation;
import dev.sojourn.web.AdminAccess;
import dev.sojourn.web.ClientDetailsReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What all calls of administrators have in common: the check of who calls, once more after the filter's, under whatever path the API stands. */
final class Administration {

    private final CurrentSession current;
    private final String application;
    private final AuditLog audit;
    private final ClientDetailsReader clients;
    private final HttpServletRequest request;

    Administration(
            CurrentSession current,
            String application,
            AuditLog audit,
            ClientDetailsReader clients,
            HttpServletRequest request) {
        this.current = current;
        this.application = application;
        this.audit = audit;
        this.clients = clients;
        this.request = request;
    }

    /** Who that is, for whatever names who did it. */
    static String nameOf(Session administrator) {
        return Objects.requireNonNull(administrator.principal(), "an administrator has a name");
    }

    /** The answer of a call that is given the administrator's session; a problem for anybody else. */
    Response call(Function<Session, Response> work) {
        return Answers.of(() -> {
            Optional<Session> session = current.get();
            String whyNot = current.whyNot().orElseGet(Validation.Missing::new).reason();
            return AdminAccess.refusal(session.orElse(null), whyNot, application)
                    .map(Answers::problem)
                    .orElseGet(() -> work.apply(session.orElseThrow()));
        });
    }

    /** Takes note of what was done, and where from: by the request, since a session in wrong hands was created elsewhere. */
    void note(AdminAction action, Session administrator, AdminTarget target, int affected) {
        String address = clients.presented(request).ipAddress();
        audit.administered(action, administrator, address, target, affected);
    }
}
