package dev.sojourn.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares the Origin header (RFC 6454) with the host that a request was sent to. */
final class Origin {

    private static final String AUTHORITY = "([A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+\\])(?::([0-9]{1,5}))?";
    private static final Pattern ORIGIN = Pattern.compile("(https?)://" + AUTHORITY, Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST = Pattern.compile(AUTHORITY);

    private Origin() {}

    /**
     * Whether the origin is the request's own: the same host and port, and https where the request came by https. An https
     * origin is taken for a request that seems to be plain http too, since TLS may have ended at a proxy that nobody
     * declared. {@code null} and anything malformed is foreign.
     */
    static boolean isOwn(String origin, HttpServletRequest request, boolean secure) {
        var theirs = ORIGIN.matcher(origin);
        var ours = HOST.matcher(authority(request));
        if (!theirs.matches() || !ours.matches() || !theirs.group(2).equalsIgnoreCase(ours.group(1))) {
            return false;
        }
        boolean https = theirs.group(1).toLowerCase(Locale.ROOT).equals("https");
        if (secure && !https) {
            return false;
        }
        // without a port in Host the client used the default of its scheme, which is the one that it names in Origin
        int standard = https ? 443 : 80;
        return port(theirs.group(3), standard) == port(ours.group(2), standard);
    }

    /** The host name that the client asked for, without the port, or empty where that is malformed. */
    static Optional<String> hostName(HttpServletRequest request) {
        var host = HOST.matcher(authority(request));
        return host.matches() ? Optional.of(host.group(1)) : Optional.empty();
    }

    private static String authority(HttpServletRequest request) {
        String host = request.getHeader("Host");
        // HTTP/2 may have :authority only, which servers show here
        return host == null ? request.getServerName() + ":" + request.getServerPort() : host.strip();
    }

    private static int port(@Nullable String text, int standard) {
        return text == null ? standard : Integer.parseInt(text);
    }
}
