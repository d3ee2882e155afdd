package dev.sojourn.device;

import dev.sojourn.Device;
import dev.sojourn.DeviceType;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua_parser.Client;
import ua_parser.OS;
import ua_parser.Parser;

/**
 * Reads a User-Agent header: uap-java's patterns, then the rules for what browsers of today freeze or disguise in it. Safe
 * for many threads; a reading costs about a millisecond.
 */
final class UserAgentReader {

    /**
     * What is read.
     *
     * @param userAgent the header as {@link Text#header} leaves it
     * @param model the model from the client hints, to stand where Chrome on Android writes a K; null when not told
     */
    record Input(String userAgent, @Nullable String model) {

        /** Chrome 110 and later on Android claim version 10 and model K on every device. */
        private static final String REDUCED = "Android 10; K)";

        Input {
            model = userAgent.contains(REDUCED) ? model : null;
        }

        boolean reduced() {
            return userAgent.contains(REDUCED);
        }

        String text() {
            return model == null ? userAgent : userAgent.replace(REDUCED, "Android 10; " + model + ")");
        }
    }

    /** Tokens of browsers that exist on iOS and iPadOS only, also when they ask for the desktop site as a Macintosh. */
    private static final Pattern IOS_BROWSER = Pattern.compile("\\b(CriOS|FxiOS|EdgiOS|OPT)/(\\d{1,6})");

    private static final Map<String, String> IOS_BROWSERS =
            Map.of("CriOS", Labels.CHROME, "FxiOS", "Firefox", "EdgiOS", "Edge", "OPT", "Opera");

    private static final Pattern FIREFOX = Pattern.compile(" Firefox/(\\d{1,6})");

    /** Since version 26 Safari has the number of the system that it comes with. */
    private static final Pattern SAFARI_OF_SYSTEM = Pattern.compile(" Version/((?:2[6-9]|[3-9]\\d)\\.\\d{1,3})");

    /** The program that a client other than a browser begins with. */
    private static final Pattern PROGRAM =
            Pattern.compile("^([A-Za-z][A-Za-z0-9_-]{0,39})(?:/(\\d{1,6}(?:\\.\\d{1,6})?))?(?![A-Za-z0-9_])");

    private static final Pattern APPLIANCE = Pattern.compile(
            "\\b(?:TV|SmartTV|GoogleTV|AppleTV|CrKey|AFT[A-Z]+|BRAVIA|Xbox|PlayStation|Nintendo|VR)\\b");

    private static final Pattern MOBILE = Pattern.compile("\\b(?:Mobile|Phone)\\b");

    private final Parser uap = new Parser();

    /** What a non-empty User-Agent says. */
    Device read(Input input) {
        String text = input.text();
        Client client = uap.parse(text);
        boolean browser = text.startsWith("Mozilla/") || text.startsWith("Opera/");
        Matcher iosBrowser = IOS_BROWSER.matcher(text);

        String name = Labels.browser(client.userAgent.family);
        String version = dotted(client.userAgent.major, client.userAgent.minor);
        Matcher firefox = FIREFOX.matcher(text);
        Matcher program = PROGRAM.matcher(text);
        boolean onIos = iosBrowser.find();
        if (onIos) {
            name = IOS_BROWSERS.getOrDefault(iosBrowser.group(1), name);
            version = iosBrowser.group(2);
        } else if (name.equals(Labels.ANDROID) && firefox.find()) {
            // Firefox on a tablet, which uap-java 1.6.1 takes for Android's old browser
            name = "Firefox";
            version = firefox.group(1);
        }
        boolean headless = name.equals(Labels.HEADLESS_CHROME);
        // uap-java also counts the JDK's own client among the spiders.
        boolean spider = client.device.family.equals("Spider") && !text.startsWith("Java/");
        if (!browser && name.equals("Other") && program.find()) {
            name = program.group(1);
            version = program.group(2) == null ? "" : program.group(2);
        }
        String browserVersion = browser && !spider ? Labels.browserVersion(name, version) : Text.majorMinor(version);
        if (spider || headless) {
            // What a crawler says of its system is there to be shown the page that a phone or a PC gets.
            String os = spider ? null : system(client.os);
            return new Device(known(name), browserVersion, os, null, null, DeviceType.BOT);
        }

        boolean macintosh = text.contains("(Macintosh;");
        String family = macintosh && (onIos || text.contains(" Mobile/")) ? Labels.IPAD : client.device.family;
        DeviceType type = type(text, browser, family);
        String os = system(client.os);
        String osVersion = osVersion(client.os, input, os);
        if (family.equals(Labels.IPAD)) {
            osVersion = macintosh ? null : osVersion;
            os = macintosh || !isBefore13(osVersion) ? Labels.IPADOS : Labels.IOS;
        }
        return new Device(known(name), browserVersion, os, osVersion, family(family, browser, os, type), type);
    }

    private static DeviceType type(String text, boolean browser, String family) {
        if (family.equals(Labels.IPAD)) {
            return DeviceType.TABLET;
        }
        if (family.equals(Labels.IPHONE) || family.equals("iPod")) {
            return DeviceType.MOBILE;
        }
        if (!browser || APPLIANCE.matcher(text).find()) {
            return DeviceType.OTHER;
        }
        if (MOBILE.matcher(text).find()) {
            return DeviceType.MOBILE;
        }
        if (text.contains("Android")) {
            return DeviceType.TABLET;
        }
        boolean computer = text.contains("Windows NT") || text.contains("(Macintosh;") || text.contains("(X11;");
        return computer ? DeviceType.PC : DeviceType.OTHER;
    }

    private static @Nullable String family(String uapFamily, boolean browser, @Nullable String os, DeviceType type) {
        if (type == DeviceType.PC) {
            String computer = Labels.computer(os);
            return computer == null ? "PC" : computer;
        }
        boolean told = browser || Labels.ANDROID.equals(os) || Labels.IOS.equals(os) || Labels.IPADOS.equals(os);
        boolean name = !uapFamily.equals("K") && !uapFamily.startsWith("Generic ") && !uapFamily.startsWith("rv:");
        return told && name ? known(uapFamily) : null;
    }

    private static @Nullable String system(OS os) {
        String name = known(os.family);
        return name == null ? null : Labels.system(name);
    }

    private static @Nullable String osVersion(OS uapOs, Input input, @Nullable String os) {
        String version = dotted(uapOs.major, uapOs.minor);
        if (os == null) {
            return null;
        }
        return switch (os) {
            // "NT 10.0" is Windows 10 and 11, "10_15_7" every macOS since 2020: no number is better than a wrong one.
            case Labels.WINDOWS -> version.equals("10") ? null : Text.label(version);
            case Labels.MACOS -> version.equals("10.15") ? null : Text.majorMinor(version);
            case Labels.ANDROID -> input.reduced() ? null : Text.majorUnlessPoint(version);
            case Labels.IOS -> iosVersion(version, input.userAgent());
            case Labels.CHROMEOS -> null; // a build number that nobody knows, frozen besides
            default -> Text.majorMinor(version);
        };
    }

    /** From version 26 on Safari freezes the system's at 18.6 or 18.7, and Firefox says 18.7 everywhere. */
    private static @Nullable String iosVersion(String version, String text) {
        Matcher safari = SAFARI_OF_SYSTEM.matcher(text);
        if (version.startsWith("18.") && safari.find()) {
            return safari.group(1);
        }
        return version.equals("18.7") && text.contains(" FxiOS/") ? null : Text.majorMinor(version);
    }

    private static boolean isBefore13(@Nullable String version) {
        String major = version == null ? null : Text.major(version);
        return major != null && Integer.parseInt(major) < 13;
    }

    private static @Nullable String known(String uapName) {
        return uapName.equals("Other") ? null : Text.label(uapName);
    }

    private static String dotted(@Nullable String major, @Nullable String minor) {
        if (major == null) {
            return "";
        }
        return minor == null ? major : major + "." + minor;
    }
}
