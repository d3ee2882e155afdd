package dev.sojourn.config;

import dev.sojourn.config.ConfigurationException.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** Values by key, read from one configuration; gathers the mistakes. Not for use by several threads. */
final class Values {

    private static final String SECRET = "***";

    private final Config config;
    private final boolean dev;
    private final Consumer<String> warnings;
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Set<String> refused = new HashSet<>();

    Values(Config config, Consumer<String> warnings) {
        this.config = config;
        this.warnings = warnings;
        this.dev = profiles(config).contains("dev");
    }

    /** The active MicroProfile Config profiles. */
    static List<String> profiles(Config config) {
        return config.getOptionalValue("mp.config.profile", String.class).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .toList();
    }

    /** Whether the profile {@code dev} is on. */
    boolean dev() {
        return dev;
    }

    /** The value or the default of a key that has one. A refused value is noted and the default taken, to find further mistakes. */
    <T> T get(Key<T> key) {
        T given = given(key);
        return given != null ? given : Objects.requireNonNull(key.standard(), key.name());
    }

    /** The value that was given, or null where there is none or where it is refused. */
    <T> @Nullable T given(Key<T> key) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        try {
            T value = key.type().parse(text);
            if (value == null) {
                refuse(key, text, key.type().allowed());
            }
            return value;
        } catch (IllegalArgumentException wrong) {
            refuse(key, text, String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    /** Whether it was set to nothing, as by a reference to a variable that turned out to be empty. */
    boolean isSetToNothing(Key<?> key) {
        return sound(key)
                && text(key) == null
                && sound(key)
                && config.getConfigValue(key.name()).getRawValue() != null;
    }

    /** Whether all these keys are free of mistakes so far, so that it makes sense to compare them. */
    boolean sound(Key<?>... keys) {
        return Arrays.stream(keys).noneMatch(key -> refused.contains(key.name()));
    }

    /** Notes a mistake. */
    void refuse(Key<?> key, String value, String allowed) {
        refused.add(key.name());
        problems.add(new Problem(key.name(), key.secret() ? SECRET : value, allowed));
    }

    /** Notes a key that has to be set and is not. */
    void refuseMissing(Key<?> key, String allowed) {
        refused.add(key.name());
        problems.add(new Problem(key.name(), null, allowed));
    }

    /** Notes a key that there is not. Its value is not shown: it may be a misspelt password. */
    void refuseUnknown(String name, String allowed) {
        problems.add(new Problem(name, null, allowed));
    }

    /** Notes something that is allowed but should be known. */
    void warn(String warning) {
        warnings.accept(warning);
    }

    /** All mistakes so far, or none. */
    List<Problem> problems() {
        return new ArrayList<>(problems);
    }

    /** What is configured; null where nothing is, which by MicroProfile Config includes the empty text. */
    private @Nullable String text(Key<?> key) {
        String text = null;
        boolean unresolved;
        try {
            text = config.getOptionalValue(key.name(), String.class).orElse(null);
            unresolved = text == null && isUnresolved(config.getConfigValue(key.name()));
        } catch (NoSuchElementException | IllegalArgumentException circularOrNotFound) {
            unresolved = true;
        }
        if (unresolved) {
            refuse(
                    key,
                    "${…}",
                    "an expression that can be resolved; " + key.type().allowed());
        }
        if (text == null || text.isBlank()) {
            return null;
        }
        return key.secret() ? text : text.strip();
    }

    /** Something was written and nothing came of it: taking that for "not configured" could leave a path unprotected. */
    private static boolean isUnresolved(ConfigValue value) {
        return value.getValue() == null
                && value.getRawValue() != null
                && !value.getRawValue().isBlank();
    }
}
