package dev.sojourn.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The session cookie and the CSRF cookie, which share all attributes but the name and HttpOnly (RFC 6265bis).
 *
 * @param name of the session cookie; obeys the rules of its prefix
 * @param csrfName of the CSRF cookie; obeys the rules of its prefix
 * @param secure whether they are for https only
 * @param sameSite {@code Strict}, {@code Lax} or {@code None}
 * @param path their path
 * @param domain their domain; null for this host only
 * @param maxAge how long browsers keep them; null for until the browser closes
 * @param partitioned whether they are kept apart per top-level site (CHIPS)
 */
public record CookieSettings(
        String name,
        String csrfName,
        boolean secure,
        String sameSite,
        String path,
        @Nullable String domain,
        @Nullable Duration maxAge,
        boolean partitioned) {

    static final String DEVICE = "device_id";

    /** The name of the cookie that tells a known device, with the prefix that the attributes allow. */
    public String deviceName() {
        return prefix(secure, path, domain) + DEVICE;
    }

    /** The strictest prefix of a cookie's name that goes with these attributes. */
    static String prefix(boolean secure, String path, @Nullable String domain) {
        if (!secure) {
            return "";
        }
        return domain == null && path.equals("/") ? "__Host-" : "__Secure-";
    }
}
