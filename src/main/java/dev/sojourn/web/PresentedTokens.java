package dev.sojourn.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Reads the session cookie out of the Cookie headers themselves, so that quotes, versions and odd characters mean the same on
 * every server. A token anywhere else (query, path parameter, form, header) is not looked at.
 */
final class PresentedTokens {

    private PresentedTokens() {}

    /** The different values that the client sent under this name, in its order. */
    static Set<String> of(HttpServletRequest request, String name) {
        var values = new LinkedHashSet<String>();
        var headers = request.getHeaders("Cookie");
        if (headers == null) {
            return values;
        }
        for (String header : Collections.list(headers)) {
            for (String pair : header.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                    values.add(pair.substring(equals + 1).strip());
                }
            }
        }
        return values;
    }
}
