package dev.sojourn.device;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes text from outside short and harmless. Stateless. */
final class Text {

    /** The longest label of a {@link dev.sojourn.Device}. */
    static final int MAX_LABEL = 64;

    /** Dots and digits only, so that nothing else gets from a header into a version. */
    private static final Pattern VERSION = Pattern.compile("^(\\d{1,6})(?:\\.(\\d{1,6}))?(?![0-9])");

    private Text() {}

    /**
     * A header's value as input: at most {@code max} characters, everything but printable Latin-1 turned into spaces (which
     * also holds a character to one byte in memory), null turned into the empty string.
     */
    static String header(@Nullable String value, int max) {
        if (value == null) {
            return "";
        }
        int length = Math.min(value.length(), max);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            text.append((c >= ' ' && c <= '~') || (c >= 0xA0 && c <= 0xFF && c != 0xAD) ? c : ' ');
        }
        return text.toString().strip();
    }

    /**
     * Text as label: letters, digits, spaces and {@code . , - _ + ( ) /}, at most {@value #MAX_LABEL} characters; null when
     * nothing is left. What can open markup, a quote, an escape or a header line is left out: names of browsers and devices
     * do without it, and a page that forgot to escape is not lost at once.
     */
    static @Nullable String label(@Nullable String value) {
        if (value == null) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length() && text.length() < MAX_LABEL; i++) {
            char c = value.charAt(i);
            if ((c < 0x100 && Character.isLetterOrDigit(c)) || " .,-_+()/".indexOf(c) >= 0) {
                text.append(c);
            }
        }
        String label = text.toString().strip();
        return label.isEmpty() ? null : label;
    }

    /** The first number of a version such as {@code 140.0.7339.52}; null when it doesn't begin with one. */
    static @Nullable String major(String version) {
        Matcher matcher = VERSION.matcher(version);
        return matcher.find() ? matcher.group(1) : null;
    }

    /** The first two numbers of a version, or one if it has no more; null when it doesn't begin with one. */
    static @Nullable String majorMinor(String version) {
        Matcher matcher = VERSION.matcher(version);
        return matcher.find() ? matcher.group() : null;
    }

    /** Like {@link #majorMinor}, without a minor number of zero: {@code 14.0.0} is 14, {@code 8.1.0} is 8.1. */
    static @Nullable String majorUnlessPoint(String version) {
        String both = majorMinor(version);
        return both != null && both.endsWith(".0") ? both.substring(0, both.length() - 2) : both;
    }
}
