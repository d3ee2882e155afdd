package dev.sojourn.store.redis;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what {@code INFO} answers. */
final class Info {

    private Info() {}

    /** The value of a field, or the empty text. */
    static String text(@Nullable Object reply, String field) {
        byte[] bytes = Reply.bytes(reply);
        String info = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        return info.lines()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.substring(field.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** The value of a field, or 0. */
    static long number(@Nullable Object reply, String field) {
        String text = text(reply, field);
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
