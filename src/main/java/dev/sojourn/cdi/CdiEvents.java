package dev.sojourn.cdi;

import dev.sojourn.Validation;
import dev.sojourn.event.EventFeed;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.observe.Counts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/**
 * Counts what happened, tells it to who watches live, and fires it as CDI events. An observer that throws harms neither the session nor, as far as
 * CDI allows, other observers.
 */
@ApplicationScoped
public class CdiEvents implements SessionEvents {

    private static final Log LOG = Log.of(CdiEvents.class);

    @Inject
    Event<SessionEvent> cdi;

    @Inject
    EventFeed feed;

    @Inject
    Counts counts;

    /** Made by the container. */
    public CdiEvents() {}

    @Override
    public void publish(SessionEvent event) {
        feed.take(event);
        counts.happened(event);
        try {
            cdi.fire(event);
        } catch (RuntimeException observersFault) {
            LOG.because(observersFault, Message.OBSERVER_FAILED);
        }
        try {
            // for observers that take their time: on the container's threads
            cdi.fireAsync(event);
        } catch (RuntimeException stopping) {
            LOG.because(stopping, Message.OBSERVERS_NOT_TOLD);
        }
    }

    @Override
    public void validated(Validation answer) {
        counts.validated(answer);
    }
}
