package dev.sojourn.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * The response as the application sees it: the client is told of a renewed secret when the answer begins, not before, and told again what this
 * request gave it after the application took all headers back. Whoever is not told goes on with a superseded secret, as a thief would.
 */
final class RenewingResponse extends HttpServletResponseWrapper {

    private final HttpCurrentSession current;

    RenewingResponse(HttpServletResponse response, HttpCurrentSession current) {
        super(response);
        this.current = current;
    }

    @Override
    public void reset() {
        super.reset();
        current.afterReset();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        current.tellRenewal();
        return super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        current.tellRenewal();
        return super.getWriter();
    }

    @Override
    public void flushBuffer() throws IOException {
        current.tellRenewal();
        super.flushBuffer();
    }

    @Override
    public void sendError(int status) throws IOException {
        current.tellRenewal();
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        current.tellRenewal();
        super.sendError(status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        current.tellRenewal();
        super.sendRedirect(location);
    }
}
