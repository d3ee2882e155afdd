package dev.sojourn.device;

import dev.sojourn.Device;
import dev.sojourn.DeviceType;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Chromium browsers say beside their reduced User-Agent: the headers {@code Sec-CH-UA…} of the WICG draft "User-Agent
 * Client Hints", in the syntax of RFC 9651. A header that breaks the syntax says nothing. Immutable.
 *
 * @param brand the browser, as people call it; null when not told
 * @param brandVersion its full or major version; the empty string when not told
 * @param platform the system, as people call it; null when not told
 * @param platformVersion its version as the browser writes it; the empty string when not told
 * @param mobile whether the browser wants pages for a phone; null when not told
 * @param model the device's model; null when not told
 * @param type the kind of device that the form factors tell; null when they don't
 */
record ClientHints(
        @Nullable String brand,
        String brandVersion,
        @Nullable String platform,
        String platformVersion,
        @Nullable Boolean mobile,
        @Nullable String model,
        @Nullable DeviceType type) {

    private static final int MAX_LIST = 512;
    private static final int MAX_ITEM = 128;

    /** A string of RFC 9651 with the parameter v. Possessive throughout, so that no input makes it go back. */
    private static final Pattern BRAND =
            Pattern.compile("\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"\\s*+;\\s*+v\\s*+=\\s*+\"([^\"\\\\]{0,32}+)\"");

    private static final Pattern STRING = Pattern.compile("^\"([^\"\\\\]*+)\"");

    /** Reads the hints of a request. */
    static ClientHints read(Function<String, @Nullable String> header) {
        String list = Text.header(header.apply("Sec-CH-UA-Full-Version-List"), MAX_LIST);
        if (list.isEmpty()) {
            list = Text.header(header.apply("Sec-CH-UA"), MAX_LIST);
        }
        String brand = null;
        String version = "";
        Matcher matcher = BRAND.matcher(list);
        while (matcher.find()) {
            String name = Text.label(matcher.group(1));
            if (name == null || isGrease(name)) {
                continue;
            }
            String label = Labels.browser(name);
            if (brand == null || (Labels.isGeneric(brand) && !label.equals(Labels.CHROMIUM))) {
                brand = label;
                version = matcher.group(2);
            }
        }
        String platform = string(header.apply("Sec-CH-UA-Platform"));
        String mobile = Text.header(header.apply("Sec-CH-UA-Mobile"), MAX_ITEM);
        return new ClientHints(
                brand,
                version,
                platform == null || platform.equals("Unknown") ? null : Labels.system(platform),
                Text.header(string(header.apply("Sec-CH-UA-Platform-Version")), MAX_ITEM),
                mobile.equals("?1") ? Boolean.TRUE : mobile.equals("?0") ? Boolean.FALSE : null,
                string(header.apply("Sec-CH-UA-Model")),
                formFactor(Text.header(header.apply("Sec-CH-UA-Form-Factors"), MAX_ITEM)));
    }

    /** What the User-Agent said, made more exact. */
    Device refine(Device said) {
        if (said.type() == DeviceType.BOT) {
            return said;
        }
        // "Linux" says less than the name of a distribution or of a TV's system in the User-Agent.
        boolean keep = platform == null || (platform.equals(Labels.LINUX) && said.os() != null);
        String os = keep ? said.os() : platform;
        boolean same = os == null || os.equals(said.os());
        String osVersion = same ? said.osVersion() : null;
        if (os != null && os.equals(platform)) {
            String told = osVersion(os);
            osVersion = told == null ? osVersion : told;
        }
        DeviceType kind = kind(said, os, same);
        String family = same && said.family() != null ? said.family() : model;
        if (family == null && kind == DeviceType.PC) {
            family = Labels.computer(os);
        } else if (kind == DeviceType.BOT) {
            family = null;
        }

        boolean rename = brand != null
                && (!Labels.isGeneric(brand) || said.browser() == null || Labels.isGeneric(said.browser()));
        String browser = rename ? brand : said.browser();
        String version = said.browserVersion();
        if (browser != null && browser.equals(brand)) {
            String told = Labels.browserVersion(browser, brandVersion);
            version = told != null ? told : browser.equals(said.browser()) ? version : null;
        }
        return new Device(browser, version, os, osVersion, family, kind);
    }

    private @Nullable String osVersion(String os) {
        return switch (os) {
            case Labels.WINDOWS -> windowsVersion();
            case Labels.MACOS -> Text.majorMinor(platformVersion);
            case Labels.ANDROID -> Text.majorUnlessPoint(platformVersion);
            default -> null; // a kernel or a build, which nobody knows their computer by
        };
    }

    /**
     * The version of a Windows API, not of Windows: 0 is older than Windows 10, 1 to 10 are Windows 10, 13 and above are 11
     * (Microsoft Edge's documentation); 11 and 12, which it leaves open, are taken for 10.
     */
    private @Nullable String windowsVersion() {
        String major = Text.major(platformVersion);
        if (major == null || Integer.parseInt(major) == 0) {
            return null;
        }
        return Integer.parseInt(major) >= 13 ? "11" : "10";
    }

    private DeviceType kind(Device said, @Nullable String os, boolean same) {
        if (Labels.HEADLESS_CHROME.equals(brand)) {
            return DeviceType.BOT;
        }
        if (type != null) {
            return type;
        }
        if (Boolean.TRUE.equals(mobile)) {
            return DeviceType.MOBILE;
        }
        if (Labels.ANDROID.equals(os)
                && (!same || (Boolean.FALSE.equals(mobile) && said.type() == DeviceType.MOBILE))) {
            return DeviceType.TABLET;
        }
        return !same && Labels.computer(os) != null ? DeviceType.PC : said.type();
    }

    /** Made-up brands, such as "Not=A?Brand", that keep readers from relying on the list's order and length. */
    private static boolean isGrease(String brand) {
        return brand.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT).equals("notabrand");
    }

    private static @Nullable String string(@Nullable String header) {
        Matcher matcher = STRING.matcher(Text.header(header, MAX_ITEM));
        return matcher.find() ? Text.label(matcher.group(1)) : null;
    }

    private static @Nullable DeviceType formFactor(String list) {
        if (list.contains("\"Tablet\"")) {
            return DeviceType.TABLET;
        }
        if (list.contains("\"Mobile\"")) {
            return DeviceType.MOBILE;
        }
        if (list.contains("\"Desktop\"")) {
            return DeviceType.PC;
        }
        boolean other = list.contains("\"Automotive\"") || list.contains("\"XR\"") || list.contains("\"Watch\"");
        return other ? DeviceType.OTHER : null;
    }
}
