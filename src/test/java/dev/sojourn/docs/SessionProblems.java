package dev.sojourn.docs;

import dev.sojourn.SessionException;
import dev.sojourn.web.Problem;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

// docs:begin
@Provider
public class SessionProblems implements ExceptionMapper<SessionException> {

    @Override
    public Response toResponse(SessionException thrown) {
        Problem problem = Problem.of(thrown).orElseThrow(() -> thrown);
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header("Retry-After", problem.retryAfter()) // null, but for 503
                .header("Cache-Control", "no-store")
                .entity(problem.toJson().toString())
                .build();
    }
}
// docs:end
