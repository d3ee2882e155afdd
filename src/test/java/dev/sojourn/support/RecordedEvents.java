package dev.sojourn.support;

import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the events it is given, in order. Safe for many threads. */
public final class RecordedEvents implements SessionEvents {

    private final List<SessionEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void publish(SessionEvent event) {
        events.add(event);
    }

    /** All of them. */
    public List<SessionEvent> all() {
        return List.copyOf(events);
    }

    /** Those of one type. */
    public <E extends SessionEvent> List<E> of(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Forgets them. */
    public void clear() {
        events.clear();
    }
}
