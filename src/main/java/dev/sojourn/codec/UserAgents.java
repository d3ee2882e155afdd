package dev.sojourn.codec;

import dev.sojourn.ClientDetails;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the User-Agents of this world short: a fragment that most of them have is one byte from 0x80, any other ASCII character is
 * itself. Nothing is guessed, so what comes back is what went in. Stateless.
 */
final class UserAgents {

    private static final int FIRST_CODE = 0x80;

    // In the order of their codes in the format: append only, and no more than 128.
    static final List<String> FRAGMENTS = List.of(
            "Mozilla/5.0 (",
            ") AppleWebKit/537.36 (KHTML, like Gecko) Chrome/",
            " Safari/537.36",
            " Mobile Safari/537.36",
            ".0.0.0",
            "Windows NT 10.0; Win64; x64",
            "X11; Linux x86_64",
            "Macintosh; Intel Mac OS X 10_15_7",
            "Linux; Android 10; K",
            "iPhone; CPU iPhone OS ",
            "iPad; CPU OS ",
            " like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)",
            ") AppleWebKit/605.1.15 (KHTML, like Gecko)",
            " Version/",
            " Mobile/15E148",
            " Safari/604.1",
            " Safari/605.1.15",
            "; rv:",
            ".0) Gecko/20100101 Firefox/",
            "Android ",
            "; Mobile; rv:",
            ".0) Gecko/",
            ".0 Firefox/",
            " Edg/",
            " EdgA/",
            " EdgiOS/",
            " OPR/",
            " SamsungBrowser/",
            " CriOS/",
            " FxiOS/",
            " GSA/",
            " Vivaldi/",
            " YaBrowser/",
            "X11; CrOS x86_64 14541.0.0",
            "X11; Ubuntu; Linux x86_64",
            "X11; Linux ",
            "Macintosh; Intel Mac OS X ",
            "Windows NT ",
            "Linux; Android ",
            " Build/",
            "; wv",
            " Version/4.0 Chrome/",
            ") AppleWebKit/537.36 (KHTML, like Gecko)",
            ") AppleWebKit/",
            " (KHTML, like Gecko)",
            " Chrome/",
            " HeadlessChrome/",
            " Mobile",
            " Safari/",
            "compatible; ",
            "bot/",
            "; +http://www.",
            "; +https://www.");

    /** Numbers of the fragments by their first character, the longest first: where several fit, that is the one to take. */
    private static final int[][] BEGINNING_WITH =
            IntStream.range(0, FIRST_CODE).mapToObj(UserAgents::beginningWith).toArray(int[][]::new);

    private UserAgents() {}

    private static int[] beginningWith(int character) {
        return IntStream.range(0, FRAGMENTS.size())
                .filter(number -> FRAGMENTS.get(number).charAt(0) == character)
                .boxed()
                .sorted(Comparator.comparing(
                        (Integer number) -> -FRAGMENTS.get(number).length()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The text made short, or null where that gains nothing or cannot be: it is not ASCII, or longer than any that is kept. */
    static byte @Nullable [] shorten(String text) {
        int length = text.length();
        if (length > ClientDetails.MAX_USER_AGENT) {
            return null;
        }
        byte[] coded = new byte[length];
        int size = 0;
        for (int at = 0; at < length; size++) {
            char character = text.charAt(at);
            if (character >= FIRST_CODE) {
                return null;
            }
            int fragment = fragmentAt(text, at, character);
            coded[size] = (byte) (fragment < 0 ? character : FIRST_CODE + fragment);
            at += fragment < 0 ? 1 : FRAGMENTS.get(fragment).length();
        }
        return size == length ? null : Arrays.copyOf(coded, size);
    }

    private static int fragmentAt(String text, int at, char character) {
        for (int fragment : BEGINNING_WITH[character]) {
            if (text.startsWith(FRAGMENTS.get(fragment), at)) {
                return fragment;
            }
        }
        return -1;
    }

    /** The text that was made short. Refuses what becomes longer than any that was, so that a few bytes never become many. */
    static String restored(byte[] coded) {
        var text = new StringBuilder(ClientDetails.MAX_USER_AGENT);
        for (byte b : coded) {
            int code = Byte.toUnsignedInt(b);
            if (code < FIRST_CODE) {
                text.append((char) code);
            } else if (code - FIRST_CODE < FRAGMENTS.size()) {
                text.append(FRAGMENTS.get(code - FIRST_CODE));
            } else {
                throw CodecReader.unreadable("a fragment that is not known");
            }
            if (text.length() > ClientDetails.MAX_USER_AGENT) {
                throw CodecReader.unreadable("a User-Agent that is too long");
            }
        }
        return text.toString();
    }
}
