package dev.sojourn.cdi;

import dev.sojourn.event.EventFeed;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Fires what happened as CDI events, and tells it to who watches live. An observer that throws harms neither the session nor, as far as CDI allows, other observers. */
@ApplicationScoped
public class CdiEvents implements SessionEvents {

    private static final System.Logger LOG = System.getLogger(CdiEvents.class.getPackageName());

    @Inject
    Event<SessionEvent> cdi;

    @Inject
    EventFeed feed;

    /** Made by the container. */
    public CdiEvents() {}

    @Override
    public void publish(SessionEvent event) {
        feed.take(event);
        try {
            cdi.fire(event);
        } catch (RuntimeException observersFault) {
            LOG.log(System.Logger.Level.WARNING, "an observer of session events failed", observersFault);
        }
        try {
            // for observers that take their time: on the container's threads
            cdi.fireAsync(event);
        } catch (RuntimeException stopping) {
            LOG.log(System.Logger.Level.DEBUG, "asynchronous observers are not told: the application stops", stopping);
        }
    }
}
