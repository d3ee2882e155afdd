package dev.sojourn.store.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which master has which slot. Immutable. */
final class SlotMap {

    private static final int SLOTS = 16_384;

    /** Nothing is known. */
    static final SlotMap EMPTY = new SlotMap(new RedisNode[SLOTS]);

    private final @Nullable RedisNode[] masters;

    private SlotMap(@Nullable RedisNode[] masters) {
        this.masters = masters;
    }

    /**
     * What {@code CLUSTER SLOTS} answered.
     *
     * @param asked the node that answered, which may leave out its own name
     * @throws dev.sojourn.StorageUnavailableException for what no Redis answers
     */
    static SlotMap of(List<?> answer, RedisNode asked) {
        try {
            return read(answer, asked);
        } catch (ClassCastException
                | NullPointerException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | ArithmeticException e) {
            throw Failures.strange(e);
        }
    }

    private static SlotMap read(List<?> answer, RedisNode asked) {
        @Nullable RedisNode[] masters = new RedisNode[SLOTS];
        for (Object entry : answer) {
            List<?> range = (List<?>) entry;
            List<?> master = (List<?>) range.get(2);
            byte[] host = (byte[]) master.get(0);
            var node = new RedisNode(
                    host == null || host.length == 0 ? asked.host() : new String(host, StandardCharsets.UTF_8),
                    number(master.get(1)));
            Arrays.fill(masters, number(range.get(0)), number(range.get(1)) + 1, node);
        }
        return new SlotMap(masters);
    }

    /** Its master, or null when nobody knows. */
    @Nullable
    RedisNode master(int slot) {
        return masters[slot];
    }

    /** All of them, in the order of their names. */
    List<RedisNode> masters() {
        return Arrays.stream(masters)
                .filter(Objects::nonNull)
                .distinct()
                .sorted(Comparator.comparing(RedisNode::toString))
                .toList();
    }

    boolean isEmpty() {
        return this == EMPTY;
    }

    private static int number(Object reply) {
        return Math.toIntExact((Long) reply);
    }
}
