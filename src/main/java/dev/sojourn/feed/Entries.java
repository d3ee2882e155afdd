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
                type(entry),
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

    private static String type(HistoryEntry entry) {
        return switch (entry.kind()) {
            case CREATED -> "created";
            case AUTHENTICATED -> "authenticated";
            case ROTATED -> "rotated";
            case CHANGED, TOUCHED -> "changed";
            case ENDED -> LiveEvent.ENDED;
            case ADDRESS -> "address-changed";
            case AGENT -> "agent-changed";
            case ADMINISTERED -> "administered";
        };
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
