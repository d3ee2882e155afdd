package dev.sojourn.config;

/**
 * A pattern of context-relative paths as in the Servlet specification: exact ({@code /a/b}), by prefix ({@code /a/*}, which
 * also matches {@code /a}), by extension ({@code *.html}), or all ({@code /*}).
 *
 * @param text one of these forms
 */
public record PathPattern(String text) {

    /** Checks the form. */
    public PathPattern {
        boolean extension = text.startsWith("*.") && text.length() > 2 && text.indexOf('/') < 0;
        boolean path = text.startsWith("/") && (text.indexOf('*') < 0 || text.endsWith("/*"));
        if ((!extension && !path) || text.indexOf('*') != text.lastIndexOf('*')) {
            throw new IllegalArgumentException("a path pattern is /exact, /prefix/* or *.extension");
        }
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
