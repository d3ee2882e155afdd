package dev.sojourn.web;

import dev.sojourn.config.PathPattern;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A request's path within the application, in every reading that a server or an application could give it.
 *
 * <p>Servers differ in what they decode and normalise before a filter sees the path (double slashes, path parameters,
 * encoded slashes, backslashes). A rule that protects applies when it holds for any reading, one that opens only when it
 * holds for all of them. Immutable.
 */
final class RequestPath {

    private final String plain;
    private final Set<String> readings;

    private RequestPath(String plain, Set<String> readings) {
        this.plain = plain;
        this.readings = readings;
    }

    /** The path of a request, or empty where it holds control characters, which no honest client sends. */
    static Optional<RequestPath> of(HttpServletRequest request) {
        String info = request.getPathInfo();
        return of(request.getServletPath() + (info == null ? "" : info));
    }

    /** The path in the text that the server decoded. */
    static Optional<RequestPath> of(String decoded) {
        String again = decodedAgain(decoded);
        if ((decoded + again).chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            return Optional.empty();
        }
        String plain = normal(decoded);
        var readings = new LinkedHashSet<String>();
        for (String reading : List.of(plain, normal(again), decoded.isEmpty() ? "/" : decoded)) {
            readings.add(reading);
            if (reading.length() > 1 && reading.endsWith("/")) {
                readings.add(reading.substring(0, reading.length() - 1));
            }
        }
        return Optional.of(new RequestPath(plain, readings));
    }

    /** The normalised path: begins with exactly one slash and has no parameters and no dot segments. */
    String plain() {
        return plain;
    }

    /** Whether the condition holds for any reading. */
    boolean any(Predicate<String> condition) {
        return readings.stream().anyMatch(condition);
    }

    /** Whether the condition holds for every reading. */
    boolean all(Predicate<String> condition) {
        return readings.stream().allMatch(condition);
    }

    /** Whether every reading matches one of the patterns. */
    boolean allMatch(List<PathPattern> patterns) {
        return all(reading -> matches(patterns, reading));
    }

    /** Whether a path matches one of the patterns. */
    static boolean matches(List<PathPattern> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }

    private static String decodedAgain(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private static String normal(String path) {
        String[] parts = path.replace('\\', '/').split("/", -1);
        var kept = new ArrayDeque<String>();
        boolean folder = false;
        for (String part : parts) {
            int parameters = part.indexOf(';');
            String segment = parameters < 0 ? part : part.substring(0, parameters);
            folder = segment.isEmpty() || segment.equals(".") || segment.equals("..");
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!folder) {
                kept.addLast(segment);
            }
        }
        String joined = "/" + String.join("/", new ArrayList<>(kept));
        return folder && joined.length() > 1 ? joined + "/" : joined;
    }
}
