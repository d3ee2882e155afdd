package dev.sojourn.it.security.app;

import dev.sojourn.event.SessionEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Writes down the events of sessions. */
@ApplicationScoped
public class Notes {

    private final Queue<SessionEvent> seen = new ConcurrentLinkedQueue<>();

    void see(@Observes SessionEvent event) {
        seen.add(event);
    }

    /** Those that name this key, as texts. */
    public List<String> about(String key) {
        return seen.stream()
                .map(Object::toString)
                .filter(text -> text.contains(key))
                .toList();
    }
}
