package dev.sojourn.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the cookies, whose names and attributes depend on each other (RFC 6265bis, sections 4.1.2 and 4.1.3). */
final class CookieReader {

    private final Values values;

    CookieReader(Values values) {
        this.values = values;
    }

    CookieSettings read() {
        boolean secure = secure();
        String path = values.get(Keys.COOKIE_PATH);
        String domain = values.given(Keys.COOKIE_DOMAIN);
        String sameSite = values.get(Keys.COOKIE_SAME_SITE);
        boolean partitioned = values.get(Keys.COOKIE_PARTITIONED);
        String prefix = CookieSettings.prefix(secure, path, domain);
        String name = or(values.given(Keys.COOKIE_NAME), prefix + "session_id");
        String csrfName = or(values.given(Keys.COOKIE_CSRF_NAME), prefix + "csrf_token");

        checkPrefix(Keys.COOKIE_NAME, name, true, secure, path, domain);
        checkPrefix(Keys.COOKIE_CSRF_NAME, csrfName, false, secure, path, domain);
        if (name.equals(csrfName)) {
            values.refuse(Keys.COOKIE_CSRF_NAME, csrfName, "another name than " + Keys.COOKIE_NAME.name());
        }
        refuseDevices(Keys.COOKIE_NAME, name, prefix);
        refuseDevices(Keys.COOKIE_CSRF_NAME, csrfName, prefix);
        if (!secure && values.sound(Keys.COOKIE_SECURE)) {
            if (sameSite.equals("None")) {
                values.refuse(
                        Keys.COOKIE_SAME_SITE,
                        sameSite,
                        "Strict or Lax while " + Keys.COOKIE_SECURE.name() + " is false");
            }
            if (partitioned) {
                values.refuse(
                        Keys.COOKIE_PARTITIONED, "true", "false while " + Keys.COOKIE_SECURE.name() + " is false");
            }
            if (!values.dev()) {
                values.warn(Keys.COOKIE_SECURE.name() + " is false: browsers send the session cookie over plain http,"
                        + " where anyone on the way can take it");
            }
        }
        return new CookieSettings(
                name, csrfName, secure, sameSite, path, domain, values.given(Keys.COOKIE_MAX_AGE), partitioned);
    }

    private boolean secure() {
        Boolean given = values.given(Keys.COOKIE_SECURE);
        return given != null ? given : !values.dev();
    }

    /** What browsers demand of a name with a prefix; they read prefixes in any case, so the check does. */
    private void checkPrefix(
            Key<String> key, String name, boolean httpOnly, boolean secure, String path, @Nullable String domain) {
        if (!values.sound(key, Keys.COOKIE_SECURE, Keys.COOKIE_PATH, Keys.COOKIE_DOMAIN)) {
            return;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean host = lower.startsWith("__host-");
        boolean http = lower.startsWith("__http-") || lower.startsWith("__host-http-");
        if ((host || http || lower.startsWith("__secure-")) && !secure) {
            values.refuse(
                    key,
                    name,
                    "no prefix __Host-, __Secure- or __Http- while " + Keys.COOKIE_SECURE.name() + " is false");
        }
        if (host && (domain != null || !path.equals("/"))) {
            values.refuse(
                    key, name, "__Host- needs " + Keys.COOKIE_PATH.name() + " = / and no " + Keys.COOKIE_DOMAIN.name());
        }
        if (http && !httpOnly) {
            values.refuse(key, name, "no prefix __Http- or __Host-Http-: scripts read this cookie");
        }
    }

    private void refuseDevices(Key<String> key, String name, String prefix) {
        if (name.equals(prefix + CookieSettings.DEVICE)) {
            values.refuse(key, name, "another name: this is the cookie of known devices");
        }
    }

    private static String or(@Nullable String given, String standard) {
        return given != null ? given : standard;
    }
}
