package dev.sojourn.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a key: reading, the search for unknown keys and the documentation all come from it.
 *
 * @param name the full name; {@code NAME} as a segment stands for an account
 * @param type what it may be
 * @param defaultText its default, as in a configuration file, or in words where {@code standard} is null
 * @param standard the default; null where there is none or where it follows from other keys
 * @param secret whether its value must never be shown
 * @param meaning for the documentation
 */
record Key<T>(
        String name,
        ValueType<T> type,
        String defaultText,
        @Nullable T standard,
        boolean secret,
        String meaning) {

    private static final String ACCOUNT = "NAME";

    /** A key whose default stands in its own syntax. */
    static <T> Key<T> of(String name, ValueType<T> type, String defaultText, String meaning) {
        T standard = Objects.requireNonNull(type.parse(defaultText), name);
        return new Key<>(name, type, defaultText, standard, false, meaning);
    }

    /** A key without default, or whose default follows from other keys. */
    static <T> Key<T> open(String name, ValueType<T> type, String defaultInWords, String meaning) {
        return new Key<>(name, type, defaultInWords, null, false, meaning);
    }

    /** A key without default whose value is never shown. */
    static <T> Key<T> secret(String name, ValueType<T> type, String defaultInWords, String meaning) {
        return new Key<>(name, type, defaultInWords, null, true, meaning);
    }

    /** Whether there is one such key for every account. */
    boolean perAccount() {
        return name.contains("." + ACCOUNT + ".");
    }

    /** The key of an account. */
    Key<T> of(String account) {
        return new Key<>(name.replace(ACCOUNT, account), type, defaultText, standard, secret, meaning);
    }
}
