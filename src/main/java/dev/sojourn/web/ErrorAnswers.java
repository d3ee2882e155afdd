package dev.sojourn.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The WAR's error page in the place of the server's, which names the server and may show a stack trace (OWASP ASVS 16.5.1): a
 * problem for programs, a few words for people. Declared only by the WAR.
 */
public class ErrorAnswers extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public ErrorAnswers() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer failed ? failed : 404;
        Problem problem = problem(status);
        if (response.isCommitted()) {
            return;
        }
        if (Refusals.browses(request)) {
            byte[] page = page(problem).getBytes(StandardCharsets.UTF_8);
            response.resetBuffer();
            response.setStatus(status);
            response.setContentType("text/html;charset=UTF-8");
            CacheRules.noStore(response);
            response.setContentLength(page.length);
            response.getOutputStream().write(page);
        } else {
            problem.write(response);
        }
    }

    private static Problem problem(int status) {
        if (status == 404) {
            return Problem.notFound();
        }
        return status < 500
                ? new Problem("bad-request", "Bad request", status, "The request cannot be answered.", null, null)
                : new Problem("internal", "Internal error", status, "The call failed.", null, null);
    }

    /** Its parts are this class's own texts, so there is nothing to escape. */
    private static String page(Problem problem) {
        return "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>" + problem.title() + "</title><h1>"
                + problem.title() + "</h1><p>" + problem.detail() + "</p></html>";
    }
}
