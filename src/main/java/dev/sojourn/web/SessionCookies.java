package dev.sojourn.web;

import dev.sojourn.IssuedSession;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Gives a client the session cookie (HttpOnly) and the CSRF cookie (readable by scripts), and takes them back: for login code
 * that does not go through {@link dev.sojourn.CurrentSession}, which does all this by itself. Safe for many threads.
 */
public interface SessionCookies {

    /**
     * Sends both cookies, in place of any that this response sends already, and keeps the response out of caches. Makes the device known
     * when the session's user was authenticated in this request. To be called again after {@link HttpServletResponse#reset()}.
     *
     * @throws IllegalStateException when the response is committed
     */
    void write(HttpServletResponse response, IssuedSession issued);

    /**
     * Takes both cookies back, with the same attributes that set them, and sends Clear-Site-Data where that is configured.
     * When the response is committed, does nothing: the cookie of an ended session opens nothing.
     */
    void clear(HttpServletResponse response);
}
