package dev.sojourn.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The console at {@code /console.html}: the document of {@code /console/}, whose addresses lead out of a folder that is not there. WildFly keeps {@code /console}
 * and all below it for itself unless it is told not to, when the WAR is its root. Declared only by the WAR.
 */
public class ConsolePage extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String DOCUMENT = "/console/index.html";

    /** Made by the container. */
    public ConsolePage() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (InputStream document = getServletContext().getResourceAsStream(DOCUMENT)) {
            if (document == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            byte[] page = new String(document.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("=\"../", "=\"")
                    .getBytes(StandardCharsets.UTF_8);
            response.setContentType("text/html;charset=UTF-8");
            response.setHeader("Cache-Control", "no-cache");
            response.setContentLength(page.length);
            response.getOutputStream().write(page);
        }
    }
}
