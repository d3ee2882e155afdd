package dev.sojourn.engine;

import java.text.Normalizer;
import java.util.Locale;

/** What of a username counts. */
final class LoginNames {

    /** The end of an absurdly long name is not looked at, so no variant of it opens a new count either. */
    private static final int LONGEST = 1024;

    private LoginNames() {}

    /** Variants in case, Unicode form and spaces are one name. Both foldings, as some letters have only one of them. */
    static String normalised(String username) {
        // invisible ones go first (soft hyphens, joiners, marks of direction, variation selectors): between a letter
        // and its accent
        // they would keep the two from becoming one
        String folded = Normalizer.normalize(visible(head(username)), Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        // cut again, as one letter may stand for eighteen
        return head(visible(Normalizer.normalize(folded, Normalizer.Form.NFKC)))
                .replaceAll("[\\s\\p{Z}\\p{C}]+", " ")
                .strip();
    }

    private static String head(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static String visible(String text) {
        return text.replaceAll(
                "[\\p{Cf}\\u034f\\u115f\\u1160\\u3164\\uffa0\\x{fe00}-\\x{fe0f}\\x{e0100}-\\x{e01ef}]+", "");
    }
}
