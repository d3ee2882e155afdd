package dev.sojourn.config;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The configuration has mistakes. It names all of them at once, each on a line of the message; nothing has been started.
 * Neither message nor problems hold a secret.
 */
public final class ConfigurationException extends RuntimeException {

    private static final int LONGEST_VALUE = 120;

    private final transient List<Problem> problems;

    /** With at least one problem. */
    ConfigurationException(List<Problem> problems) {
        super(problems.stream()
                .map(problem -> "\n  " + problem)
                .collect(Collectors.joining(
                        "", "Sojourn is configured wrongly (" + problems.size() + "), nothing was started:", "")));
        this.problems = List.copyOf(problems);
    }

    /** The mistakes, by subject, unknown keys last. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One mistake.
     *
     * @param key the key's full name
     * @param value what it has been given; null where that is or could be a secret, or is not known
     * @param allowed what it may be instead, in words
     */
    public record Problem(String key, @Nullable String value, String allowed) {

        /** One line, however long or hostile key and value are. */
        @Override
        public String toString() {
            return printable(key) + (value == null ? "" : " = " + printable(value)) + ": " + allowed;
        }
    }

    /** Configuration may come from a stranger's environment: no line breaks into the log, no kilobytes. */
    static String printable(String text) {
        String line = text.codePoints()
                .limit(LONGEST_VALUE)
                .mapToObj(c -> isPrintable(c) ? Character.toString(c) : String.format("\\u%04x", c))
                .collect(Collectors.joining());
        return text.codePointCount(0, text.length()) > LONGEST_VALUE ? line + "…" : line;
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
