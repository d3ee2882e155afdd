package dev.sojourn.rest;

import dev.sojourn.SessionKey;
import dev.sojourn.web.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads query parameters. An empty one is as good as none, because that is what an empty field of a form sends. */
final class Parameters {

    private static final int PAGE = 50;

    private Parameters() {}

    static @Nullable String text(@Nullable String given) {
        return given == null || given.isEmpty() ? null : given;
    }

    /** The number of items on a page; the default where none is given. */
    static int limit(@Nullable String given) {
        return Optional.ofNullable(read(given, Integer::valueOf, "limit is a number from 1 to 200."))
                .orElse(PAGE);
    }

    static @Nullable Instant instant(String name, @Nullable String given) {
        return read(
                given,
                text -> OffsetDateTime.parse(text).toInstant(),
                name + " is an instant such as 2026-11-21T20:15:00Z.");
    }

    static @Nullable SessionKey key(@Nullable String given) {
        return read(given, SessionKey::new, "key is the 22 characters of a session's key.");
    }

    /** What one of these words means. */
    static <T> @Nullable T word(@Nullable String given, Function<String, Optional<T>> meaning, String allowed) {
        return read(given, text -> meaning.apply(text).orElseThrow(IllegalArgumentException::new), allowed);
    }

    /** The answer of a call that refuses bad arguments with a word about them. */
    static <T> T checked(Supplier<T> call) {
        try {
            return call.get();
        } catch (IllegalArgumentException bad) {
            throw refused(String.valueOf(bad.getMessage()));
        }
    }

    static ProblemException refused(String detail) {
        return new ProblemException(Problem.badRequest(detail));
    }

    private static <T> @Nullable T read(@Nullable String given, Function<String, T> reading, String allowed) {
        String text = text(given);
        try {
            return text == null ? null : reading.apply(text);
        } catch (IllegalArgumentException | DateTimeException bad) {
            throw refused(allowed);
        }
    }
}
