package dev.sojourn.codec;

import dev.sojourn.event.LiveEvent;
import org.jspecify.annotations.Nullable;

/**
 * What one node tells the others.
 *
 * @param node which one
 * @param number of the message among those of that node, without gaps
 * @param event what happened; null for a sign of life
 */
public record EventMessage(
        String node, long number, @Nullable LiveEvent event) {}
