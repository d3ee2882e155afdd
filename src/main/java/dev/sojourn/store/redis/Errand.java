package dev.sojourn.store.redis;

import org.jspecify.annotations.Nullable;

/**
 * A command on its way to a node of a Cluster.
 *
 * @param place of its answer among all
 * @param node where it has to go; null for its slot's master
 * @param asking whether the node is to answer although the slot is not its own yet
 * @param repeated whether a connection failed under it before
 */
record Errand(int place, Command command, @Nullable RedisNode node, boolean asking, boolean repeated) {

    static Errand of(int place, Command command, @Nullable RedisNode node) {
        return new Errand(place, command, node, false, false);
    }

    /** The same to where the slot is, or will be. A script goes in full then, so that nothing comes between it and the asking. */
    Errand redirected(RedisNode to, boolean ask) {
        return new Errand(place, ask ? command.inFull() : command, to, ask, repeated);
    }

    /** The same once more. */
    Errand repeatedAt(@Nullable RedisNode to) {
        return new Errand(place, command.again(), to, false, true);
    }
}
