package dev.sojourn.event;

import dev.sojourn.Validation;

/** Takes events. Implementations are safe for many threads, return quickly and do not throw. */
@FunctionalInterface
public interface SessionEvents {

    /** Takes one event. */
    void publish(SessionEvent event);

    /**
     * Takes the answer to a token that was presented. Not an event, because there is one with every request; for whoever counts.
     */
    default void validated(Validation answer) {}
}
