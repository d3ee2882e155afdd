package dev.sojourn.feed;

import dev.sojourn.event.LiveEvent;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.store.HistoryEntry;
import java.util.Map;

/** Entries of a history as events. */
final class Entries {

    private Entries() {}

    /** The entry in the form of events. */
    static LiveEvent event(HistoryEntry entry) {
        return new LiveEvent(
                entry.kind().type().code(),
                entry.at(),
                entry.session(),
                entry.application(),
                entry.principal(),
                entry.namespace(),
                entry.address(),
                entry.reason() == null ? null : entry.reason().code(),
                entry.by(),
                entry.action() == null
                        ? Map.of()
                        : Map.of("action", entry.action().code()));
    }

    /** Whether an event stands in the history, too. */
    static boolean has(SessionEvent event) {
        return event instanceof SessionEvent.Created
                || event instanceof SessionEvent.Authenticated
                || event instanceof SessionEvent.Rotated
                || event instanceof SessionEvent.Ended
                || event instanceof SessionEvent.AddressChanged
                || event instanceof SessionEvent.AgentChanged
                || event instanceof SessionEvent.Administered;
    }
}
