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
                if (equals > 0 && trimmed(pair.substring(0, equals)).equals(name)) {
                    values.add(trimmed(pair.substring(equals + 1)));
                }
            }
        }
        return values;
    }

    /**
     * Without the spaces and tabs that RFC 6265bis lets a browser drop, and nothing else: a name that begins with another kind
     * of space has no {@code __Host-} prefix for the browser, so a sibling domain may set it.
     */
    private static String trimmed(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isBlank(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
