package dev.sojourn.web;

import dev.sojourn.ClientDetails;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells the client behind a request: its address (through trusted proxies), its User-Agent and its device. For login code
 * that creates sessions by itself; {@link dev.sojourn.CurrentSession} does it unasked. Safe for many threads.
 */
@FunctionalInterface
public interface ClientDetailsReader {

    /** The client of this request. */
    ClientDetails of(HttpServletRequest request);

    /**
     * The same without the device, where finding that out takes time: enough for
     * {@link dev.sojourn.SessionManager#validate(String, dev.sojourn.Touch, ClientDetails)}.
     */
    default ClientDetails presented(HttpServletRequest request) {
        return of(request);
    }
}
