package dev.sojourn.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a key may be, and the value that it stands for.
 *
 * @param allowed in words, for the documentation and for messages
 */
record ValueType<T>(String allowed, Parser<T> parser) {

    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

    /** From text to value. */
    interface Parser<T> {
        /**
         * The value, or null where the text is not allowed.
         *
         * @throws IllegalArgumentException where it is not allowed and there is more to say about that than what is. The message repeats nothing
         *     of the text
         */
        @Nullable
        T parse(String text);
    }

    @Nullable
    T parse(String text) {
        return parser.parse(text);
    }

    /** A comma-separated list; blanks around elements and empty elements do not count, {@code \,} is a comma. */
    static <E> ValueType<List<E>> listOf(String allowed, ValueType<E> element) {
        return new ValueType<>(allowed, text -> {
            List<E> list = new ArrayList<>();
            for (String part : COMMA.split(text, -1)) {
                String stripped = part.strip().replace("\\,", ",");
                E value = stripped.isEmpty() ? null : element.parse(stripped);
                if (value != null) {
                    list.add(value);
                } else if (!stripped.isEmpty()) {
                    return null;
                }
            }
            return List.copyOf(list);
        });
    }
}
