package dev.sojourn.rest;

import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.web.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/**
 * Every error of the WAR's API as a problem, those of JAX-RS itself (no such path, method or media type) included. Says
 * nothing of the inside; what was not foreseen is logged.
 */
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Log LOG = Log.of(ProblemMapper.class);

    /** Made by the container. */
    public ProblemMapper() {}

    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof WebApplicationException refused
                && refused.getResponse().getStatus() < 500) {
            return ofJaxRs(refused.getResponse());
        }
        return Answers.problem(Problem.of(thrown).orElseGet(() -> unforeseen(thrown)));
    }

    private static Response ofJaxRs(Response refused) {
        int status = refused.getStatus();
        Problem problem = switch (status) {
            case 404 -> Problem.notFound();
            case 415 -> Problem.notJson();
            default -> new Problem("bad-request", "Bad request", status, detail(status), null, null);
        };
        Response answer = Answers.problem(problem);
        String allow = refused.getHeaderString("Allow");
        return allow == null
                ? answer
                : Response.fromResponse(answer).header("Allow", allow).build();
    }

    private static String detail(int status) {
        return switch (status) {
            case 405 -> "The method is not allowed here.";
            case 406 -> "The answer is of no type that the request accepts.";
            default -> "The request cannot be understood.";
        };
    }

    private static Problem unforeseen(Throwable thrown) {
        LOG.because(thrown, Message.CALL_FAILED);
        return new Problem(
                "internal", "Internal error", 500, "The call failed; the server's log says why.", null, null);
    }
}
