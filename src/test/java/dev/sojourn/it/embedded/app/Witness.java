package dev.sojourn.it.embedded.app;

import dev.sojourn.event.SessionEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down the events of sessions. */
@ApplicationScoped
public class Witness {

    private static final int LAST = Integer.MAX_VALUE;

    private final List<SessionEvent> seen = new CopyOnWriteArrayList<>();
    private final List<SessionEvent> seenLater = new CopyOnWriteArrayList<>();

    void see(@Observes SessionEvent event) {
        seen.add(event);
    }

    void seeLater(@ObservesAsync SessionEvent.Ended event) {
        seenLater.add(event);
    }

    /** Harms neither the session nor the observers before it. */
    void fail(@Observes @Priority(LAST) SessionEvent.CsrfRefused event) {
        throw new IllegalStateException("this observer always fails");
    }

    /** All, as texts. */
    public List<String> seen() {
        return seen.stream().map(Object::toString).toList();
    }

    /** Those that came asynchronously. */
    public List<String> seenLater() {
        return seenLater.stream().map(Object::toString).toList();
    }
}
