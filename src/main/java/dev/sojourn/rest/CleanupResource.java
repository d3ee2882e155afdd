package dev.sojourn.rest;

import dev.sojourn.AdminAction;
import dev.sojourn.AdminTarget;
import dev.sojourn.AuditLog;
import dev.sojourn.SessionManager;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.Response;

/** {@code /api/admin/cleanup}: what a timer does anyway, now. */
public class CleanupResource {

    private final Administration administration;
    private final SessionManager manager;
    private final AuditLog audit;

    CleanupResource(Administration administration, SessionManager manager, AuditLog audit) {
        this.administration = administration;
        this.manager = manager;
        this.audit = audit;
    }

    /** Ends what expired. */
    @POST
    public Response clean() {
        return administration.call(administrator -> {
            int ended = manager.cleanup();
            audit.administered(AdminAction.CLEANUP, administrator, AdminTarget.NONE, ended);
            return Answers.ended(ended);
        });
    }
}
