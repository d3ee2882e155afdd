package dev.sojourn.rest;

import dev.sojourn.AdminAction;
import dev.sojourn.AdminTarget;
import dev.sojourn.SessionManager;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.Response;

/** {@code /api/admin/cleanup}: what a timer does anyway, now. */
public class CleanupResource {

    private final Administration administration;
    private final SessionManager manager;

    CleanupResource(Administration administration, SessionManager manager) {
        this.administration = administration;
        this.manager = manager;
    }

    /** Ends what expired. */
    @POST
    public Response clean() {
        return administration.call(administrator -> {
            int ended = manager.cleanup();
            administration.note(AdminAction.CLEANUP, administrator, AdminTarget.NONE, ended);
            return Answers.ended(ended);
        });
    }
}
