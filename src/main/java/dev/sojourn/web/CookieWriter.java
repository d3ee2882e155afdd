package dev.sojourn.web;

import dev.sojourn.CsrfToken;
import dev.sojourn.IssuedSession;
import dev.sojourn.Session;
import dev.sojourn.config.CookieSettings;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Writes Set-Cookie headers by hand (RFC 6265bis): what the Servlet API's Cookie makes of SameSite and Partitioned differs
 * between servers. Immutable.
 */
final class CookieWriter implements SessionCookies {

    /** Browsers keep no cookie longer (RFC 6265bis, 5.5). */
    private static final Duration LONGEST = Duration.ofDays(400);

    private static final String SET_COOKIE = "Set-Cookie";

    private final CookieSettings settings;
    private final boolean clearSiteData;
    private final Clock clock;

    CookieWriter(CookieSettings settings, boolean clearSiteData, Clock clock) {
        this.settings = settings;
        this.clearSiteData = clearSiteData;
        this.clock = clock;
    }

    @Override
    public void write(HttpServletResponse response, IssuedSession issued) {
        requireOpen(response);
        Duration maxAge = maxAge(issued.session());
        put(response, settings.name(), line(settings.name(), issued.token().value(), maxAge, true));
        putCsrf(response, issued.csrf(), maxAge);
        CacheRules.noStore(response);
    }

    /** Sends the CSRF cookie alone, after the token was made anew; does nothing when the response is committed. */
    void writeCsrf(HttpServletResponse response, Session session, CsrfToken csrf) {
        if (!response.isCommitted()) {
            putCsrf(response, csrf, maxAge(session));
            CacheRules.noStore(response);
        }
    }

    /** Sends the cookie that tells this device again at the next login; it opens nothing. */
    void writeDevice(HttpServletResponse response, String deviceIds, Duration memory) {
        String name = settings.deviceName();
        Duration maxAge = memory.compareTo(LONGEST) > 0 ? LONGEST : memory;
        put(response, name, line(name, deviceIds, maxAge, true));
    }

    /** The name of that cookie. */
    String deviceName() {
        return settings.deviceName();
    }

    @Override
    public void clear(HttpServletResponse response) {
        if (response.isCommitted()) {
            return;
        }
        put(response, settings.name(), line(settings.name(), "", Duration.ZERO, true));
        put(response, settings.csrfName(), line(settings.csrfName(), "", Duration.ZERO, false));
        if (clearSiteData) {
            response.setHeader("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"");
        }
        CacheRules.noStore(response);
    }

    /** Throws when no cookie could be sent any more. */
    static void requireOpen(HttpServletResponse response) {
        if (response.isCommitted()) {
            throw new IllegalStateException(
                    "the response is committed, so no session cookie can be sent: do this before writing the body");
        }
    }

    private void putCsrf(HttpServletResponse response, CsrfToken csrf, @Nullable Duration maxAge) {
        put(response, settings.csrfName(), line(settings.csrfName(), csrf.masked(), maxAge, false));
    }

    /** Null for a cookie that goes with the browser. */
    private @Nullable Duration maxAge(Session session) {
        if (!session.persistent()) {
            return settings.maxAge();
        }
        // not the idle expiry, which slides without a new cookie
        var end = session.absoluteExpiresAt();
        var now = clock.instant();
        if (end == null || end.isAfter(now.plus(LONGEST))) {
            return LONGEST;
        }
        var left = Duration.between(now, end);
        return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
    }

    private String line(String name, String value, @Nullable Duration maxAge, boolean httpOnly) {
        var line = new StringBuilder(name).append('=').append(value);
        line.append("; Path=").append(settings.path());
        if (settings.domain() != null) {
            line.append("; Domain=").append(settings.domain());
        }
        if (maxAge != null) {
            line.append("; Max-Age=").append(maxAge.toSeconds());
            if (maxAge.isZero()) {
                line.append("; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
            }
        }
        if (settings.secure()) {
            line.append("; Secure");
        }
        if (httpOnly) {
            line.append("; HttpOnly");
        }
        line.append("; SameSite=").append(settings.sameSite());
        if (settings.partitioned()) {
            line.append("; Partitioned");
        }
        return line.toString();
    }

    /** The Servlet API can only replace all headers of a name, so those of other cookies are put back. */
    private static void put(HttpServletResponse response, String name, String line) {
        var others = new ArrayList<String>();
        boolean replaces = false;
        for (String header : response.getHeaders(SET_COOKIE)) {
            if (header.startsWith(name + "=")) {
                replaces = true;
            } else {
                others.add(header);
            }
        }
        if (!replaces) {
            response.addHeader(SET_COOKIE, line);
            return;
        }
        response.setHeader(SET_COOKIE, line);
        others.forEach(header -> response.addHeader(SET_COOKIE, header));
    }
}
