package dev.sojourn.store.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/** Reads what servers answer. Each throws {@link dev.sojourn.StorageUnavailableException} for an error, and for what Redis does not answer. */
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
        Object there = checked(reply);
        if (there == null || there instanceof byte[]) {
            return (byte[]) there;
        }
        throw Failures.strange(null);
    }

    static long number(@Nullable Object reply) {
        if (checked(reply) instanceof Long number) {
            return number;
        }
        throw Failures.strange(null);
    }

    static List<?> list(@Nullable Object reply) {
        if (checked(reply) instanceof List<?> list) {
            return list;
        }
        throw Failures.strange(null);
    }

    /** So many values or nulls. */
    static List<byte @Nullable []> values(@Nullable Object reply, int size) {
        List<?> list = list(reply);
        if (list.size() != size) {
            throw Failures.strange(null);
        }
        List<byte @Nullable []> values = new ArrayList<>();
        list.forEach(value -> values.add(bytes(value)));
        return values;
    }

    /** Texts, none of them null. */
    static List<byte[]> words(@Nullable Object reply) {
        List<byte[]> words = new ArrayList<>();
        for (Object word : list(reply)) {
            byte[] bytes = bytes(word);
            if (bytes == null) {
                throw Failures.strange(null);
            }
            words.add(bytes);
        }
        return words;
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
