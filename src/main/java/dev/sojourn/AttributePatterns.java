package dev.sojourn;

import java.util.List;

/** Patterns of attribute names: exact, or by prefix with a {@code *} at the end. */
public final class AttributePatterns {

    private AttributePatterns() {}

    /** Whether a name matches one of the patterns; none match without patterns. */
    public static boolean match(List<String> patterns, String name) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                        : name.equals(pattern));
    }
}
