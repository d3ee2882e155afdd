package dev.sojourn.config;

import dev.sojourn.AddressRange;
import dev.sojourn.config.WebSettings.AddressHeader;
import java.util.List;

/** Reads what concerns requests. */
final class WebReader {

    private final Values values;

    WebReader(Values values) {
        this.values = values;
    }

    CsrfSettings csrf() {
        return new CsrfSettings(
                values.get(Keys.CSRF_ENABLED), values.get(Keys.CSRF_EXEMPT_PATHS), values.get(Keys.CSRF_FORM_FIELD));
    }

    RestSettings rest() {
        return new RestSettings(
                values.get(Keys.REST_ENABLED),
                values.get(Keys.READABLE_ATTRIBUTES),
                values.get(Keys.WRITABLE_ATTRIBUTES),
                values.get(Keys.ADMIN_ATTRIBUTE_VALUES));
    }

    WebSettings web() {
        List<PathPattern> protectedPaths = values.get(Keys.PROTECTED_PATHS);
        List<PathPattern> publicPaths = values.get(Keys.PUBLIC_PATHS);
        String loginPage = values.given(Keys.LOGIN_PAGE);
        if (loginPage != null
                && values.sound(Keys.PROTECTED_PATHS, Keys.PUBLIC_PATHS)
                && matches(protectedPaths, loginPage)
                && !matches(publicPaths, loginPage)) {
            values.refuse(
                    Keys.LOGIN_PAGE,
                    loginPage,
                    "a page outside " + Keys.PROTECTED_PATHS.name() + ", or one of " + Keys.PUBLIC_PATHS.name());
        }
        if (values.get(Keys.CLEAR_SITE_DATA) && values.get(Keys.LOGIN_KNOWN_DEVICES)) {
            values.warn(Keys.CLEAR_SITE_DATA.name() + " is true: who signs out is no longer on a known device ("
                    + Keys.LOGIN_KNOWN_DEVICES.name() + ")");
        }
        return new WebSettings(
                protectedPaths,
                publicPaths,
                loginPage,
                trustedProxies(),
                values.get(Keys.ADDRESS_HEADER).equals("forwarded")
                        ? AddressHeader.FORWARDED
                        : AddressHeader.X_FORWARDED_FOR,
                values.get(Keys.ENFORCE_HTTPS),
                values.get(Keys.CLEAR_SITE_DATA),
                values.get(Keys.PASSIVE_PATHS),
                values.get(Keys.PASSIVE_HEADER));
    }

    private List<AddressRange> trustedProxies() {
        List<AddressRange> proxies = values.get(Keys.TRUSTED_PROXIES);
        proxies.stream()
                .filter(range -> range.prefixLength() == 0)
                .forEach(range -> values.warn(Keys.TRUSTED_PROXIES.name() + " trusts every address (" + range
                        + "): any client can then claim any address"));
        return proxies;
    }

    private static boolean matches(List<PathPattern> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }
}
