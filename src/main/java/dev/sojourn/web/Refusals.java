package dev.sojourn.web;

import dev.sojourn.config.WebSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Turns a refusal into an answer: a problem for programs, a way on for people. Immutable. */
final class Refusals {

    /** A longer way back is not remembered: some servers refuse longer lines. */
    private static final int MAX_NEXT = 2000;

    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final WebSettings settings;

    Refusals(WebSettings settings) {
        this.settings = settings;
    }

    /** A session is needed and there is none: leads browsers to the login page, answers 401 to others. Clears no cookie. */
    void noSession(HttpServletRequest request, HttpServletResponse response, RequestPath path, String reason)
            throws IOException {
        String page = settings.loginPage();
        if (page == null || !browses(request)) {
            Problem.noSession(reason).write(response);
            return;
        }
        String next = next(request, path);
        var location = new StringBuilder(request.getServletContext().getContextPath()).append(page);
        char separator = page.indexOf('?') < 0 ? '?' : '&';
        if (next.length() <= MAX_NEXT) {
            location.append(separator).append("next=").append(encoded(next));
            separator = '&';
        }
        if (!reason.equals("missing")) {
            location.append(separator).append("reason=").append(encoded(reason));
        }
        redirect(response, HttpServletResponse.SC_FOUND, location.toString());
    }

    /** Plain http is not wanted: leads reads to https on the same host, refuses the rest, which went over the wire already. */
    void plainHttp(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var host = Origin.hostName(request);
        if (host.isEmpty() || !READS.contains(request.getMethod())) {
            Problem.forbidden("Use https.").write(response);
            return;
        }
        String query = request.getQueryString();
        redirect(response, 308, "https://" + host.get() + request.getRequestURI() + (query == null ? "" : "?" + query));
    }

    /** Whether the request is a person's browser opening a page. */
    static boolean browses(HttpServletRequest request) {
        if (!READS.contains(request.getMethod())) {
            return false;
        }
        String accept = request.getHeader("Accept");
        return "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                || (accept != null && accept.contains("text/html"));
    }

    /**
     * The way back on this server, with the context path. Built from the normalised path: it begins with exactly one slash,
     * so it never leads to another host.
     */
    private static String next(HttpServletRequest request, RequestPath path) {
        String query = request.getQueryString();
        String context = request.getServletContext().getContextPath();
        try {
            String raw = context + new URI(null, null, path.plain(), null).toASCIIString();
            return query == null ? raw : raw + "?" + query;
        } catch (URISyntaxException notAPath) {
            return context + "/";
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** By hand: sendRedirect makes the location absolute with whatever host the client named. */
    private static void redirect(HttpServletResponse response, int status, String location) {
        response.setStatus(status);
        response.setHeader("Location", location);
        CacheRules.noStore(response);
    }
}
