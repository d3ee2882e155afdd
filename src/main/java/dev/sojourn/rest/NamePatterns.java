package dev.sojourn.rest;

import java.util.List;

/** Names of attributes that a client may use: exact, or by prefix with a {@code *} at the end. */
final class NamePatterns {

    private NamePatterns() {}

    static boolean match(List<String> patterns, String name) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                        : name.equals(pattern));
    }
}
