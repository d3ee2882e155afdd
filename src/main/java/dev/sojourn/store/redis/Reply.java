package dev.sojourn.store.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/** Reads what servers answer. */
final class Reply {

    private Reply() {}

    /**
     * The answer unless it is an error.
     *
     * @throws dev.sojourn.StorageUnavailableException for an error
     */
    static @Nullable Object checked(@Nullable Object reply) {
        if (reply instanceof JedisDataException error) {
            throw Failures.refusal(error);
        }
        return reply;
    }

    static byte @Nullable [] bytes(@Nullable Object reply) {
        return (byte[]) checked(reply);
    }

    static long number(@Nullable Object reply) {
        return checked(reply) instanceof Long number ? number : 0;
    }

    static List<?> list(@Nullable Object reply) {
        return checked(reply) instanceof List<?> list ? list : List.of();
    }

    /** The value of a field in what {@code INFO} answered, or the empty text. */
    static String field(@Nullable Object info, String name) {
        byte[] bytes = bytes(info);
        String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        return text.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }
}
