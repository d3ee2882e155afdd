package dev.sojourn.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A pattern of context-relative paths as in the Servlet specification: exact ({@code /a/b}), by prefix ({@code /a/*}, which
 * also matches {@code /a}), by extension ({@code *.html}), or all ({@code /*}).
 *
 * <p>It is compared with decoded, normalised paths, case-sensitively. A pattern that could never match one of these (with an
 * escape, a query, a path parameter, an empty segment or dots for a segment) is refused, because a protected path that matches
 * nothing protects nothing.
 *
 * @param text one of these forms
 */
public record PathPattern(String text) {

    private static final Pattern FORM = Pattern.compile("/[^*]*|(?:/[^*]*)?/\\*|\\*\\.[^/*]+");
    private static final Pattern NEVER_MATCHES =
            Pattern.compile("[\\p{Cntrl}?#;%\\\\]|//|/\\.{1,2}(?:/|$)", Pattern.UNICODE_CHARACTER_CLASS);

    /** Checks the form. */
    public PathPattern {
        if (!isPattern(text)) {
            throw new IllegalArgumentException("a path pattern is /exact, /prefix/* or *.extension");
        }
    }

    /** The pattern in a text, or empty where it is none. */
    static Optional<PathPattern> parse(String text) {
        return isPattern(text) ? Optional.of(new PathPattern(text)) : Optional.empty();
    }

    private static boolean isPattern(String text) {
        return text.length() <= 1024
                && FORM.matcher(text).matches()
                && !NEVER_MATCHES.matcher(text).find();
    }

    /** Whether it matches one path only. */
    boolean isExact() {
        return text.indexOf('*') < 0;
    }

    /** Whether a decoded path within the application matches. */
    public boolean matches(String path) {
        if (text.startsWith("*")) {
            return path.endsWith(text.substring(1));
        }
        if (text.endsWith("/*")) {
            String prefix = text.substring(0, text.length() - 2);
            return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
        }
        return path.equals(text);
    }
}
