package dev.sojourn.event;

/** Takes events. Implementations are safe for many threads, return quickly and do not throw. */
@FunctionalInterface
public interface SessionEvents {

    /** Takes one event. */
    void publish(SessionEvent event);
}
