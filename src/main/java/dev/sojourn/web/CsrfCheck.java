package dev.sojourn.web;

import dev.sojourn.CsrfToken;
import dev.sojourn.config.CsrfSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an unsafe request comes from this site's own pages (OWASP CSRF Prevention Cheat Sheet): first by what the
 * browser says of its origin, then by the token of the session. Immutable.
 */
final class CsrfCheck {

    /** The header that carries the token. */
    static final String HEADER = "X-CSRF-Token";

    /** RFC 9110, 9.2.1. */
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final CsrfSettings settings;
    private final ClientAddress addresses;

    CsrfCheck(CsrfSettings settings, ClientAddress addresses) {
        this.settings = settings;
        this.addresses = addresses;
    }

    /** Whether the method may change something. */
    static boolean unsafe(HttpServletRequest request) {
        return !SAFE_METHODS.contains(request.getMethod());
    }

    /** Why the request's origin is refused, or empty where it is this site's or unknown. */
    Optional<String> foreignOrigin(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            // same-site too: a sibling domain may be in other hands
            boolean own = site.equals("same-origin") || site.equals("none");
            return own ? Optional.empty() : Optional.of("sec-fetch-site");
        }
        String origin = request.getHeader("Origin");
        if (origin == null || Origin.isOwn(origin, request, addresses.secure(request))) {
            return Optional.empty();
        }
        return Optional.of("origin");
    }

    /** Why the request's token is refused, or empty where it is the session's. */
    Optional<String> wrongToken(HttpServletRequest request, CsrfToken expected) {
        String presented = request.getHeader(HEADER);
        if (presented == null) {
            presented = formField(request);
        }
        if (presented == null) {
            return Optional.of("token-missing");
        }
        return expected.matches(presented) ? Optional.empty() : Optional.of("token-wrong");
    }

    private @Nullable String formField(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null || !isForm(type) || inQuery(request.getQueryString())) {
            return null;
        }
        // reading a parameter fixes the encoding of all of them, and without a word of the application or the client
        // the
        // Servlet specification takes ISO-8859-1, which no browser sends
        if (request.getCharacterEncoding() == null) {
            setUtf8(request);
        }
        return request.getParameter(settings.formField());
    }

    private static boolean isForm(String type) {
        int parameters = type.indexOf(';');
        String media = parameters < 0 ? type : type.substring(0, parameters);
        return media.strip().toLowerCase(Locale.ROOT).equals("application/x-www-form-urlencoded");
    }

    /** A token in a URL is in logs and histories: it does not count, and getParameter would prefer it to the body's. */
    private boolean inQuery(@Nullable String query) {
        if (query == null) {
            return false;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            try {
                if (URLDecoder.decode(name, StandardCharsets.UTF_8).equals(settings.formField())) {
                    return true;
                }
            } catch (IllegalArgumentException undecodable) {
                return true;
            }
        }
        return false;
    }

    private static void setUtf8(HttpServletRequest request) {
        try {
            request.setCharacterEncoding(StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException("UTF-8 is unknown", impossible);
        }
    }
}
