package dev.sojourn.config;

import dev.sojourn.AddressRange;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The types of values that keys share. */
final class Types {

    static final Duration SECOND = Duration.ofSeconds(1);

    /** Storages and cookies count in milliseconds at the finest, so nothing that rounds to zero counts as positive. */
    static final Duration POSITIVE = Duration.ofMillis(1);

    /** Long enough for everyone, and no sum of instants overflows. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Pattern SHORT_DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,64}");
    private static final Pattern COOKIE_PATH = Pattern.compile("/[!-:<-~]{0,255}");
    private static final Pattern LABEL = Pattern.compile("[0-9A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?");

    static final ValueType<Boolean> BOOLEAN = new ValueType<>("true or false", text -> switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> null;
    });

    /** A name that people gave: anything that fits on a line. */
    static final ValueType<String> TEXT = text("1 to 255 characters, no control characters", Types::isLine);

    static final ValueType<String> KEY_PREFIX = text("1 to 64 visible ASCII characters", VISIBLE.asMatchPredicate());

    /** RFC 9110 section 5.6.2: names of header fields, and by RFC 6265 of cookies. */
    static final ValueType<String> HEADER_TOKEN =
            text("letters, digits and !#$%&'*+-.^_`|~ (RFC 9110 token)", TOKEN.asMatchPredicate());

    static final ValueType<String> COOKIE_PATH_VALUE =
            text("begins with /, visible ASCII characters without ;", COOKIE_PATH.asMatchPredicate());

    static final ValueType<String> DOMAIN =
            text("a domain name such as example.org, without leading dot or port", Types::isDomain);

    static final ValueType<String> PAGE =
            text("an exact path within the application, begins with /, no query", Types::isPage);

    static final ValueType<List<PathPattern>> PATHS = ValueType.listOf(
            "list of /exact, /prefix/* or *.extension, as decoded paths",
            new ValueType<>("", text -> orNull(PathPattern.parse(text))));

    static final ValueType<List<AddressRange>> RANGES = ValueType.listOf(
            "list of addresses and CIDR prefixes such as 10.0.0.0/8 or fd00::/8",
            new ValueType<>("", text -> orNull(AddressRange.parse(text))));

    static final ValueType<List<String>> NAMES = ValueType.listOf("list of names, no control characters", TEXT);

    static final ValueType<List<String>> ATTRIBUTE_PATTERNS = ValueType.listOf(
            "list of attribute names, a * at the end stands for any rest",
            text("", text -> isLine(text) && (text.indexOf('*') < 0 || text.indexOf('*') == text.length() - 1)));

    private Types() {}

    static ValueType<Integer> number(int min, int max) {
        return new ValueType<>(min + " to " + max, text -> parseNumber(text, min, max));
    }

    /** A number from one on, or {@code off}, which is zero. */
    static ValueType<Integer> numberOrOff(int max) {
        return new ValueType<>(
                "1 to " + max + ", or off", text -> isOff(text) ? Integer.valueOf(0) : parseNumber(text, 1, max));
    }

    static ValueType<Duration> duration(Duration min) {
        return new ValueType<>(durationText(min), text -> parseDuration(text, min));
    }

    static ValueType<Duration> duration(Duration min, Duration max) {
        return new ValueType<>("a duration from " + min + " to " + max, text -> {
            Duration duration = parseDuration(text, min);
            return duration == null || duration.compareTo(max) > 0 ? null : duration;
        });
    }

    static ValueType<Optional<Duration>> durationOrOff(Duration min) {
        return new ValueType<>(durationText(min) + ", or off", text -> {
            Duration duration = parseDuration(text, min);
            return duration != null ? Optional.of(duration) : isOff(text) ? Optional.empty() : null;
        });
    }

    /** One of some words, in any case; the value is the word as it stands here. */
    static ValueType<String> choice(String... words) {
        return new ValueType<>(Arrays.stream(words).collect(Collectors.joining(", ")), text -> {
            for (String word : words) {
                if (word.equalsIgnoreCase(text)) {
                    return word;
                }
            }
            return null;
        });
    }

    static ValueType<String> text(String allowed, Predicate<String> good) {
        return new ValueType<>(allowed, text -> good.test(text) ? text : null);
    }

    private static boolean isOff(String text) {
        return text.equals("off");
    }

    private static @Nullable Integer parseNumber(String text, int min, int max) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        long number = Long.parseLong(text);
        return number < min || number > max ? null : (int) number;
    }

    private static String durationText(Duration min) {
        return min.isZero()
                ? "a duration, PT0S included"
                : min.equals(POSITIVE) ? "a positive duration" : "a duration from " + min;
    }

    private static @Nullable Duration parseDuration(String text, Duration min) {
        Duration duration = durationOf(text);
        return duration == null || duration.compareTo(min) < 0 || duration.compareTo(LONGEST) > 0 ? null : duration;
    }

    private static @Nullable Duration durationOf(String text) {
        Matcher matcher = SHORT_DURATION.matcher(text);
        if (!matcher.matches()) {
            try {
                return Duration.parse(text);
            } catch (DateTimeException | ArithmeticException notIso) {
                return null;
            }
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static boolean isLine(String text) {
        return !text.isEmpty() && text.length() <= 255 && text.chars().noneMatch(Character::isISOControl);
    }

    /** Browsers refuse an address as the domain of a cookie: the last label is not a number. */
    private static boolean isDomain(String text) {
        String[] labels = text.length() > 253 ? new String[0] : text.split("\\.", -1);
        return labels.length > 0
                && Arrays.stream(labels).allMatch(LABEL.asMatchPredicate())
                && !NUMBER.matcher(labels[labels.length - 1]).matches();
    }

    private static boolean isPage(String text) {
        return text.startsWith("/")
                && isLine(text)
                && PathPattern.parse(text).filter(PathPattern::isExact).isPresent();
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }
}
