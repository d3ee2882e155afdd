package dev.sojourn.device;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words people use for what uap-java and the client hints name in their own way. Stateless. */
final class Labels {

    static final String WINDOWS = "Windows";
    static final String MACOS = "macOS";
    static final String LINUX = "Linux";
    static final String ANDROID = "Android";
    static final String IOS = "iOS";
    static final String IPADOS = "iPadOS";
    static final String CHROMEOS = "ChromeOS";
    static final String IPHONE = "iPhone";
    static final String IPAD = "iPad";
    static final String CHROME = "Chrome";
    static final String CHROMIUM = "Chromium";
    static final String HEADLESS_CHROME = "Headless Chrome";
    static final String SAFARI = "Safari";

    private static final String WEB_VIEW = "WebView";

    private static final Map<String, String> BROWSERS = Map.ofEntries(
            Map.entry("Google Chrome", CHROME),
            Map.entry("Chrome Mobile", CHROME),
            Map.entry("Chrome Mobile iOS", CHROME),
            Map.entry("Chrome Mobile WebView", WEB_VIEW),
            Map.entry("Android WebView", WEB_VIEW),
            Map.entry("Microsoft Edge WebView2", WEB_VIEW),
            Map.entry("Mobile Safari UI/WKWebView", WEB_VIEW),
            Map.entry("HeadlessChrome", HEADLESS_CHROME),
            Map.entry("Mobile Safari", SAFARI),
            Map.entry("Firefox Mobile", "Firefox"),
            Map.entry("Firefox iOS", "Firefox"),
            Map.entry("Microsoft Edge", "Edge"),
            Map.entry("Edge Mobile", "Edge"),
            Map.entry("Opera Mobile", "Opera"),
            Map.entry("Python Requests", "python-requests"),
            Map.entry("YaBrowser", "Yandex Browser"),
            Map.entry("IE", "Internet Explorer"));

    /** Names that say less than a more particular one beside them: another browser is built on these. */
    private static final Set<String> GENERIC = Set.of(CHROME, CHROMIUM, WEB_VIEW);

    /** Browsers known by two numbers; the others count whole ones. */
    private static final Set<String> WITH_MINOR = Set.of(SAFARI, "Vivaldi", "Yandex Browser");

    private static final Map<String, String> SYSTEMS = Map.of(
            "Mac OS X", MACOS,
            "Chrome OS", CHROMEOS,
            "Chromium OS", CHROMEOS,
            "Web0S", "webOS");

    private Labels() {}

    static String browser(String name) {
        return BROWSERS.getOrDefault(name, name);
    }

    static boolean isGeneric(String browser) {
        return GENERIC.contains(browser);
    }

    static @Nullable String browserVersion(String browser, String version) {
        return WITH_MINOR.contains(browser) ? Text.majorMinor(version) : Text.major(version);
    }

    static String system(String name) {
        return SYSTEMS.getOrDefault(name, name);
    }

    /** What to call a computer with this system; null for a system that isn't a computer's. */
    static @Nullable String computer(@Nullable String system) {
        if (system == null) {
            return null;
        }
        return switch (system) {
            case WINDOWS, LINUX -> "PC";
            case MACOS -> "Mac";
            case CHROMEOS -> "Chromebook";
            default -> null;
        };
    }
}
